using System.Text.Json;
using EdFi.BatchPerf.Documents.Scenarios;
using EdFi.BatchPerf.Files.Journals;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Fleet.Member;

/// <summary>Writes a load as an order, which <see cref="OrderedLoad"/> reads on each machine.</summary>
/// <param name="options">The options that scenarios are compiled with.</param>
/// <param name="plan">The whole plan.</param>
internal sealed class OrderedLoadWriter(ScenarioOptions options, RunPlan plan)
{
    /// <summary>The scenarios that were asked for; empty for the default ones.</summary>
    public IReadOnlyList<OrderedScenario> Scenarios { get; init; } = [];

    /// <summary>Full paths of templates, or folders of them.</summary>
    public IReadOnlyList<string> ScenarioPaths { get; init; } = [];

    /// <summary>Fixtures that are there already.</summary>
    public IReadOnlyList<BatchFixture> Fixtures { get; init; } = [];

    /// <summary>True to create missing prerequisites of the fixtures.</summary>
    public bool CreateMissing { get; init; }

    /// <summary>True to update, without a question, shared parents that this tool did not create.</summary>
    public bool Force { get; init; }

    /// <summary>True to collect every batch's result.</summary>
    public bool KeepResults { get; init; }

    /// <summary>The order.</summary>
    public FleetOrder Write() => new()
    {
        Plan = JsonSerializer.Serialize(plan with { StopOnFailureRate = null }, JournalJson.Writing), // that is judged on the sum
        Options = JsonSerializer.Serialize(options, JournalJson.Writing),
        Scenarios = Scenarios,
        ScenarioPaths = ScenarioPaths,
        Templates = TemplateFiles.Read(ScenarioPaths),
        Fixtures = Fixtures,
        CreateMissing = CreateMissing,
        Force = Force,
        KeepResults = KeepResults,
    };
}
