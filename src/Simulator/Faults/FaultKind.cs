namespace EdFi.BatchPerf.Simulator.Faults;

/// <summary>What goes wrong with a request on purpose.</summary>
internal enum FaultKind
{
    None,
    Drop,
    Throttle,
    Unavailable,
    Breaker,
    Unauthorized,
    ServerError,
    Deadlock,
    OperationFailure,
    DropAfter,
    Damage,
}
