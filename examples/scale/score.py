"""Scores worksheets with Spark: lines in, lines out, through the same program on every worker.

    spark-submit score.py WORKSHEETS.ndjson SCORES [DAY]

`dmf` has to be on the path of the workers. Evidence is weighed on DAY, so that all of them weigh it on the same one.
"""
import os
import sys

from pyspark.sql import SparkSession

worksheets, scores = sys.argv[1:3]
command = "dmf portfolio --input ndjson --threads 1"
if len(sys.argv) > 3:
    command += f" --today {sys.argv[3]}"

spark = SparkSession.builder.appName("dmf").getOrCreate()
lines = spark.sparkContext.textFile(worksheets, minPartitions=4).filter(str.strip)
# A run that finds nothing to score is an error, so no part may be empty. Without `env` the command would have no path, and
# without `checkCode` an error of it would be lost.
parts = lines.coalesce(max(1, lines.count() // 100))
parts.pipe(command, env=dict(os.environ), checkCode=True).saveAsTextFile(scores)
spark.stop()
