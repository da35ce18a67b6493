"""Values, rules, errors and ports: what every other room speaks; standard library only."""
