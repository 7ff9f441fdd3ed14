"""The models of an app made at once: one after the other, Django renders all their relatives anew for each."""

from django.db.migrations.operations.base import Operation, OperationCategory


class CreateModels(Operation):
    """Several `CreateModel`, in any order: they may refer to each other in a circle."""

    category = OperationCategory.ADDITION
    reversible = False  # the way back would drop every record an office has
    serialization_expand_args = ["operations"]

    def __init__(self, operations):
        self.operations = operations

    def state_forwards(self, app_label, state):
        # What is not rendered need not be rendered anew for each model: that is done once, when somebody asks for it.
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Create {len(self.operations)} models"
