"""Reads {"proof": text, "trust": text} by the line, writes the reference implementation's verdict of each."""
import json
import sys

sys.path.insert(0, sys.argv[1])
from caretrail_proof import verify  # noqa: E402

for line in sys.stdin:
    case = json.loads(line)
    print(json.dumps(verify(case["proof"].encode(), case["trust"].encode())))
