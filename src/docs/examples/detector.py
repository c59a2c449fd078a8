#!/usr/bin/env python3
"""A detector for `label-verifier --detector-command`: labels pictures by their format. Put a model of your own into labels()."""
import json
import struct
import sys


def size(path):
    """Width and height of a JPEG, from the head of its frame."""
    with open(path, "rb") as picture:
        data = picture.read()
    place = 2
    while data[place + 1] not in (0xC0, 0xC1, 0xC2):
        place += 2 + struct.unpack(">H", data[place + 2:place + 4])[0]
    height, width = struct.unpack(">HH", data[place + 5:place + 9])
    return width, height


def labels(path):
    width, height = size(path)
    name = "Landscape" if width > height else "Portrait" if height > width else "Square"
    return [{"Name": name, "Confidence": 99.0, "Parents": [{"Name": "Picture"}]}]


print(json.dumps({"type": "ready", "protocol": 1, "name": "formats 1"}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = {"Labels": labels(request["path"]), "LabelModelVersion": "1"}
    except Exception as failure:
        answer = {"error": str(failure)}
    print(json.dumps({"id": request["id"], **answer}), flush=True)
