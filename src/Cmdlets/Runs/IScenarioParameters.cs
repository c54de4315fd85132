using System.Management.Automation;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>
/// Parameters of every cmdlet that runs scenarios which choose the scenarios and their fixtures; the options of the run itself are read by
/// <see cref="RunParameters"/>.
/// </summary>
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
}
