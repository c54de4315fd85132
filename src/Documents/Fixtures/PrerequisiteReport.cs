using EdFi.BatchPerf.Documents.Scenarios;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>Prerequisites of the load (descriptors, school year, agency) found on the server.</summary>
/// <param name="Items">Everything that was looked for: descriptors, the school year, the agency.</param>
internal sealed record PrerequisiteReport(IReadOnlyList<BatchPrerequisite> Items)
{
    /// <summary>Required prerequisites that are known to be missing on the server.</summary>
    public IReadOnlyList<BatchPrerequisite> Missing { get; } =
    [
        .. Items.Where(static i => i is { Required: true, Present: false } and ({ Checked: true } or { HasNoType: true })),
    ];

    /// <summary>The descriptors that were found, as URIs, for <see cref="ScenarioOptions.AvailableDescriptors"/>.</summary>
    public IReadOnlyList<string> AvailableDescriptors { get; } =
    [
        .. Items.Where(static i => i is { Kind: PrerequisiteKind.Descriptor, Present: true }).Select(static i => i.Key),
    ];

    /// <summary>A copy in which only the given prerequisites are required.</summary>
    internal PrerequisiteReport Of(Func<BatchPrerequisite, bool> required)
        => new([.. Items.Select(item => item with { Required = item.Required && required(item) })]);

    /// <summary>Refuses to go on where something required is missing, naming all of it.</summary>
    /// <exception cref="BatchPerfException">PrerequisitesMissing.</exception>
    public void ThrowIfMissing()
    {
        if (Missing.Count > 0)
        {
            throw Fixtures.PrerequisiteErrors.Missing(Missing);
        }
    }
}
