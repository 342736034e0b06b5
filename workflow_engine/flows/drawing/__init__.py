"""Drawings of the procedures: BPMN from the flow, laid out once, stored beside the flow."""
