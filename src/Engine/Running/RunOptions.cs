using EdFi.BatchPerf.Resources;
using EdFi.BatchPerf.Servers;

namespace EdFi.BatchPerf.Running;

/// <summary>Who receives what a run produces.</summary>
public sealed record RunOptions
{
    /// <summary>Who keeps results; each has a queue of its own and is disposed when the run ends.</summary>
    public IReadOnlyList<IResultSink> Sinks { get; init; } = [];

    /// <summary>Who watches the run.</summary>
    public IReadOnlyList<IRunObserver> Observers { get; init; } = [];

    /// <summary>True when <see cref="LoadRun.Results"/> will be read; false keeps no result.</summary>
    public bool StreamResults { get; init; }

    /// <summary>Results that may wait for a reader before the run is ended; default 500,000.</summary>
    public long MaxBacklog { get; init; } = 500_000;

    /// <summary>
    /// Who measures what the server spends; its end is awaited, and it is disposed, when the run ends. Null where nobody does.
    /// </summary>
    public ServerMeter? Server { get; init; }

    /// <summary>The results file that a sink writes, to be named by the run; null where there is none.</summary>
    public string? ResultPath { get; init; }

    /// <summary>What leftovers are found by if the run is killed; null for none.</summary>
    public IRunJournal? Journal { get; init; }

    /// <summary>The common start that the run waits for when it is ready; null to begin at once.</summary>
    public StartSignal? Start { get; init; }

    /// <summary>How long the run may go on without being renewed; null for as long as it is planned.</summary>
    public RunLease? Lease { get; init; }

    /// <summary>The clocks: the monotonic one measures, the wall clock is read at the start.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What this machine gives; null to ask it.</summary>
    internal ClientResources? Resources { get; init; }

    /// <summary>The run's id; null for a new one.</summary>
    public RunId? RunId { get; init; }
}
