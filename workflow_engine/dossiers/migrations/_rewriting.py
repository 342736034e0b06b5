"""How a migration changes what rows hold; the way to do it is everybody's."""

from workflow_engine.base.rewriting import rewrite

__all__ = ["rewrite"]
