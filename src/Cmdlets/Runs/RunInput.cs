using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Jobs.Options;
using EdFi.BatchPerf.Jobs.Preparing;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Input of a cmdlet that runs scenarios, read once, on the pipeline's thread.</summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="given">Its parameters.</param>
/// <exception cref="BatchPerfException">Something that was given makes no sense.</exception>
internal sealed class RunInput(BatchCmdlet cmdlet, IScenarioParameters given)
{
    private readonly FixtureKeys _keys = FixtureKeyReader.Read(given, given.Fixture);

    /// <summary>The run's options.</summary>
    public RunValues Values { get; } = RunParameters.Read(cmdlet);

    /// <summary>The seed that was given, or a random one.</summary>
    public int Seed => Values.Get<int>(RunOptionTable.Seed);

    /// <summary>Step that makes or finds the fixtures of the scenarios.</summary>
    public FixtureStep Fixtures => new(_keys, given.Fixture, given.CreateMissing);

    /// <summary>Full paths of templates.</summary>
    public IReadOnlyList<string> ScenarioPaths => Values.Get<IReadOnlyList<string>?>(RunOptionTable.ScenarioPath) ?? [];

    /// <summary>Makes scenarios and plans.</summary>
    /// <param name="tripleCounts">Triples in a batch of single scenarios; null for none.</param>
    public PlanBuilder Builder(IReadOnlyDictionary<string, int>? tripleCounts = null) =>
        new(Values, _keys, ScenarioWeights.Read(given.Scenario)) { TripleCounts = _ => tripleCounts ?? new Dictionary<string, int>() };

    /// <summary>The scenarios that are built in and those of the templates.</summary>
    /// <exception cref="BatchPerfException">Those of <see cref="ScenarioCatalog.Load"/>.</exception>
    public ScenarioCatalog Catalog() => ScenarioCatalog.Load(given.ScenarioPath.Select(cmdlet.FilePath), cmdlet.StopToken);
}
