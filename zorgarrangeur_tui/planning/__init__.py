"""The planner: who comes where and when, as a pure problem with a checked and explained proposal. Knows no store and no screen."""
