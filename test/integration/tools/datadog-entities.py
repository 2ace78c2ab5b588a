"""Names the entities in a JSON file that none of the models of Datadog's own client takes: those with unknown kinds, unknown fields or wrong types."""
import json
import sys

from datadog_api_client import Configuration
from datadog_api_client.model_utils import validate_and_convert_types
from datadog_api_client.v2.model.entity_v3 import EntityV3


def is_taken(entity):
    # a model with something in it that it does not know takes it for the sake of newer servers, and says so
    return not validate_and_convert_types(entity, (EntityV3,), ["entity"], True, True, Configuration())._unparsed


with open(sys.argv[1], encoding="utf-8") as file:
    json.dump([entity["metadata"]["name"] for entity in json.load(file) if not is_taken(entity)], sys.stdout)
