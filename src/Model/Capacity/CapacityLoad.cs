namespace EdFi.BatchPerf;

/// <summary>Load that a search for capacity varies.</summary>
public enum CapacityLoad
{
    /// <summary>Open loop: batches per second, sent whether or not the server keeps up.</summary>
    ArrivalRate,

    /// <summary>Closed loop: clients, each of which waits for its answer.</summary>
    Clients,
}
