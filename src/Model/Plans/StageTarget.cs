namespace EdFi.BatchPerf;

/// <summary>Quantity that the targets of a load profile's stages set.</summary>
public enum StageTarget
{
    /// <summary>Virtual clients of a closed loop.</summary>
    Clients,

    /// <summary>Batches per second of an open loop.</summary>
    ArrivalRate,

    /// <summary>Operations per second of an open loop.</summary>
    OperationRate,
}
