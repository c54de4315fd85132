namespace EdFi.BatchPerf.Simulator.Faults;

/// <summary>Fault that the simulator puts into the answer to a request.</summary>
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
