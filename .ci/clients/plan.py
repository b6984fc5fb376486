"""HiGHS solves what `dmf plan --reach` says is the least, from the LP text that dmf writes, and finds the same.

Usage: plan.py DMF FOLDER NUMBER FILE…; worksheets of examples, and so many made up at random, in both profiles."""

import json
import random
import subprocess
import sys
from pathlib import Path

import highspy

dmf, work, examples = sys.argv[1], Path(sys.argv[2]), sys.argv[4:]
LEVELS = ["foundational", "developing", "established", "advanced"]
TODAY = ["--today", "2026-11-24"]
random.seed(20261124)


def run(*args):
    done = subprocess.run([dmf, *map(str, args), *TODAY], capture_output=True, text=True)
    assert done.returncode in (0, 1), f"{args}: {done.returncode}\n{done.stderr}"
    return done.returncode, done.stdout


def optimum(text, name):
    path = work / "problem.lp"
    path.write_text(text)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("mip_rel_gap", 0.0)
    assert solver.readModel(str(path)) == highspy.HighsStatus.kOk, name
    solver.run()
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal, name
    value = {solver.getColName(at)[1]: round(solver.getLp().col_cost_[at]) for at in range(solver.getNumCol())}
    return round(solver.getInfo().objective_function_value), value


framework = json.loads(run("framework", "show", "asean-dmf", "--format", "json")[1])
practices = [(each["id"], each["key"]) for block in framework["blocks"] for each in block["practices"]]
blocks = [block["id"] for block in framework["blocks"]]

cases = [(path, level, goal) for path in examples for level in LEVELS for goal in [None, *blocks]]
for number in range(int(sys.argv[3])):
    path = work / f"random-{number}.yaml"
    profile = ["enterprise", "sme"][number % 2]
    lines = ["framework: asean-dmf@2.0.0", f"organisation: {{ name: Random, country: SG, profile: {profile} }}", "answers:"]
    for practice, key in practices:
        level = random.choice([None, 0, 0, 1, 1, 2, 2, 3, 4, "out"])
        if level == "out":
            said = 0 if key else "{ not_applicable: Nothing of that kind is done here at all }"
            lines.append(f"  {practice}: {said}")
        elif level is not None:
            lines.append(f"  {practice}: {level}")
    path.write_text("\n".join(lines) + "\n")
    cases += [(path, level, goal) for level in LEVELS for goal in [None, random.choice(blocks)]]

solved = there = never = 0
for path, level, block in cases:
    asked = ["plan", path, "--reach", level, *(["--block", block] if block else [])]
    code, answer = run(*asked, "--format", "json")
    goal = json.loads(answer)["goal"]
    if code == 1:
        assert goal["never"]["why"] == "nothing-applies", goal
        never += 1
        continue
    least, _ = optimum(run(*asked, "--format", "lp")[1], asked)
    assert goal["effort"] == goal["at_least"] == least, f"{asked}: {goal['effort']} {goal['at_least']} {least}"
    assert goal["least"] and goal["already"] == (least == 0), goal
    solved += 1
    there += goal["already"]
assert solved > 0 and there < solved, (solved, there)

proved = bought = 0
nearest = (1, "")
for path in [*examples, *sorted(work.glob("random-*.yaml"))[:100]]:
    for days in [20, 60, 120, 300]:
        asked = ["plan", path, "--budget", days]
        plan = json.loads(run(*asked, "--format", "json")[1])
        most, value = optimum(run(*asked, "--format", "lp")[1], asked)
        taken = [f"{item['practice'].replace('-', '_')}_{LEVELS.index(item['to']) + 1}" for item in plan["items"]]
        found = sum(value[name] for name in taken)
        assert plan["budget"]["effort"] <= days and found <= most, (asked, found, most)
        # What is not shown to be the most tells how much more there may be, and is near it.
        told = plan["budget"]
        gained, least_told = told["claimed"] - told["before"], told["at_most"] - told["before"] + 1
        assert found == most if told["most"] else least_told * found >= most * (gained - 1), (asked, found, most, told)
        nearest = min(nearest, (found / most if most else 1, str(asked)))
        proved += plan["budget"]["most"]
        bought += 1
print(f"plan: HiGHS finds no more score for {bought} budgets, {proved} of them shown to be the most, the others within {1 - nearest[0]:.1%}")
assert nearest[0] >= 0.98, nearest
print(f"plan: HiGHS finds the same least effort for {solved} goals, {there} of them reached already; {never} have no level")
