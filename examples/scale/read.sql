-- Scores as tables: duckdb < read.sql
CREATE TABLE lines AS SELECT * FROM read_json('expected/scores.ndjson', format = 'newline_delimited');
CREATE TABLE records AS SELECT * FROM read_csv('expected/scores.csv');

-- Shares are in hundredths of a percent.
SELECT country, count(*) AS organisations, round(avg(claimed) / 100, 1) AS claimed, round(avg(evidenced) / 100, 1) AS evidenced
FROM lines GROUP BY country ORDER BY country;

-- The same figure by block, which lies deeper in the lines.
SELECT organisation, blocks.GOV.claimed / 100 AS governance FROM lines ORDER BY organisation;
