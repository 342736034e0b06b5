"""The law in the form that others read: FEEL expressions and DMN models."""
