using System.Collections;
using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>The parameters of every cmdlet that runs scenarios: which ones, on which fixtures, and how a client behaves.</summary>
internal interface IScenarioParameters : IFixtureParameters
{
    /// <summary>Templates.</summary>
    string[] ScenarioPath { get; }

    /// <summary>Fixtures that are there already.</summary>
    BatchFixture[] Fixture { get; }

    /// <summary>Creates missing prerequisites of the fixtures.</summary>
    SwitchParameter CreateMissing { get; }

    /// <summary>Names, or hashtables of names and weights.</summary>
    object[] Scenario { get; }

    /// <summary>Virtual clients.</summary>
    int ClientCount { get; }

    /// <summary>Time before measuring begins.</summary>
    TimeSpan WarmUp { get; }

    /// <summary>Pause after an answer.</summary>
    TimeSpan ThinkTime { get; }

    /// <summary>Time from one start of a client to the next; nothing for none.</summary>
    TimeSpan Pacing { get; }

    /// <summary>More attempts.</summary>
    int RetryCount { get; }

    /// <summary>Time for one attempt.</summary>
    TimeSpan RequestTimeout { get; }

    /// <summary>Time for batches in flight at the end.</summary>
    TimeSpan StopTimeout { get; }

    /// <summary>Seed, of matter where it was given.</summary>
    int Seed { get; }

    /// <summary>Other thresholds for the verdict by name.</summary>
    Hashtable VerdictThreshold { get; }
}
