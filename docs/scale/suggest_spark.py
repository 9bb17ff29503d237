"""metka suggest over a corpus that outgrew one machine: each task of Spark feeds its part to one `metka`.

    suggest_spark.py IN OUT [--master local[2]] [--via pipe|pandas] [--learn CORPUS]

IN is JSON lines with the columns id and text; OUT becomes JSON lines with id and spans. metka has to be on the path of
every worker (one file, copied anywhere); a corpus to learn from, too.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys

from pyspark.sql import SparkSession

SPANS = """array<struct<start:int,end:int,label:string,text:string,score:double,by:string,
    measure:struct<value:string,`to`:string,bound:string,unit:string,of:string,
                   change:string,period:string,base:string>>>"""


def command(learn):
    # One thread for each: Spark has as many tasks at once as there are processors.
    return ["metka", "suggest", "--jsonl", "--threads", "1"] + (["--learn", learn] if learn else [])


def by_pipe(documents, learn):
    """Lines in, lines out. checkCode: a task whose metka fails is tried again and, at last, fails the job."""
    # pipe() starts its command without any environment.
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    lines = documents.toJSON().pipe(shlex.join(command(learn)), env=environment, checkCode=True)
    return documents.sparkSession.read.json(lines, schema=f"id string, spans {SPANS}, error string")


def by_pandas(documents, learn):
    """The same with batches of rows, for pipelines that are made of data frames."""

    def suggest(batches):
        import pandas

        for batch in batches:
            lines = "".join(
                json.dumps({"id": id, "text": text}, ensure_ascii=False) + "\n"
                for id, text in zip(batch["id"], batch["text"])
            )
            run = subprocess.run(command(learn), input=lines.encode(), capture_output=True)
            if run.returncode != 0:
                raise RuntimeError(run.stderr.decode())
            found = [json.loads(line) for line in run.stdout.splitlines()]
            yield pandas.DataFrame(
                {"id": [it["id"] for it in found], "spans": [it["spans"] for it in found]}
            )

    return documents.mapInPandas(suggest, schema=f"id string, spans {SPANS}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--via", choices=["pipe", "pandas"], default="pipe")
    parser.add_argument("--learn")
    args = parser.parse_args()
    # Tasks run with the Python that has pandas and pyarrow.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.master(args.master)
        .appName("metka suggest")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", 2000)
        .getOrCreate()
    )
    documents = spark.read.json(args.source, schema="id string, text string")
    # A row without a text would come back with an error, and metka would end with 1.
    documents = documents.where("id is not null and text is not null")
    suggest = by_pipe if args.via == "pipe" else by_pandas
    suggest(documents, args.learn).select("id", "spans").write.mode("overwrite").json(
        args.target, ignoreNullFields=False
    )
    spark.stop()


if __name__ == "__main__":
    main()
