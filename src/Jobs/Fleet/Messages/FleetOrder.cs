namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

/// <summary>The load that every machine of a fleet carries out a share of. Holds no secret.</summary>
internal sealed record FleetOrder
{
    /// <summary>The whole plan without its scenarios, as a journal writes it.</summary>
    public required string Plan { get; init; }

    /// <summary>The options that scenarios are compiled with, as a journal writes them.</summary>
    public required string Options { get; init; }

    /// <summary>The scenarios that were asked for; empty for the default ones.</summary>
    public IReadOnlyList<OrderedScenario> Scenarios { get; init; } = [];

    /// <summary>Where the templates lie on the controller, which reads the journals.</summary>
    public IReadOnlyList<string> ScenarioPaths { get; init; } = [];

    /// <summary>Templates.</summary>
    public IReadOnlyList<CarriedTemplate> Templates { get; init; } = [];

    /// <summary>Fixtures that are there already; empty to create or find them.</summary>
    public IReadOnlyList<BatchFixture> Fixtures { get; init; } = [];

    /// <summary>True to create missing prerequisites of the fixtures.</summary>
    public bool CreateMissing { get; init; }

    /// <summary>True to update, without a question, shared parents that this tool did not create.</summary>
    public bool Force { get; init; }

    /// <summary>True to keep every batch's result for the controller.</summary>
    public bool KeepResults { get; init; }
}
