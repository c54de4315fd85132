namespace EdFi.BatchPerf;

/// <summary>Something that can be run.</summary>
public sealed class BatchScenario
{
    /// <summary>The name of the harness's class, or the template's name.</summary>
    public required string Name { get; init; }

    /// <summary>Endpoint segment; <c>students+sections</c> where there are several.</summary>
    public required string Resource { get; init; }

    /// <summary>True where it runs without being named.</summary>
    public required bool Default { get; init; }

    /// <summary>Weight in the mix of scenarios, where the operator gives none; above 0.</summary>
    public decimal Weight { get; init; } = 1;

    /// <summary>Operations of one triple: 3, and 2 more for each parent that is created and deleted around it.</summary>
    public required int OperationsPerTriple { get; init; }

    /// <summary>Triples in a batch where nothing else is said.</summary>
    public required int DefaultTripleCount { get; init; }

    /// <summary><c>built in</c>, or the path of the template.</summary>
    public required string Source { get; init; }

    /// <summary>Description of the scenario in one sentence.</summary>
    public required string Description { get; init; }

    /// <summary>The fields of the natural key, separated by a comma and a space.</summary>
    public required string KeyFields { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
