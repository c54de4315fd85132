using EdFi.BatchPerf.Resources;
using EdFi.BatchPerf.Servers;

namespace EdFi.BatchPerf.Running;

/// <summary>Receivers of a run's results, progress and journal.</summary>
public sealed record RunOptions
{
    /// <summary>Result sinks; each has its own queue and is disposed when the run ends.</summary>
    public IReadOnlyList<IResultSink> Sinks { get; init; } = [];

    /// <summary>Observers notified once a second and at the end.</summary>
    public IReadOnlyList<IRunObserver> Observers { get; init; } = [];

    /// <summary>True when <see cref="LoadRun.Results"/> will be read; false keeps no result.</summary>
    public bool StreamResults { get; init; }

    /// <summary>Results that may wait for a reader before the run is ended; default 500,000.</summary>
    public long MaxBacklog { get; init; } = 500_000;

    /// <summary>
    /// Meter of the server's CPU, memory and database counters; its end is awaited, and it is disposed, when the run ends. Null for none.
    /// </summary>
    public ServerMeter? Server { get; init; }

    /// <summary>The results file that a sink writes, to be named by the run; null where there is none.</summary>
    public string? ResultPath { get; init; }

    /// <summary>Journal from which leftovers are found after a kill; null keeps none.</summary>
    public IRunJournal? Journal { get; init; }

    /// <summary>The common start that the run waits for when it is ready; null to begin at once.</summary>
    public StartSignal? Start { get; init; }

    /// <summary>Lease that ends the run where it is not renewed in time; null where the run goes on as planned.</summary>
    public RunLease? Lease { get; init; }

    /// <summary>The clocks: the monotonic one measures, the wall clock is read at the start.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Limits of this machine (descriptors, ports, memory); null reads them.</summary>
    internal ClientResources? Resources { get; init; }

    /// <summary>The run's id; null for a new one.</summary>
    public RunId? RunId { get; init; }
}
