using EdFi.BatchPerf.Documents.Fixtures;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>A template that was read.</summary>
/// <param name="Path">Its file.</param>
/// <param name="NameLine">Line of its name.</param>
/// <param name="Name">Its name.</param>
/// <param name="Recipe">Makes up its documents.</param>
internal sealed record TemplateFile(string Path, int NameLine, string Name, TemplateRecipe Recipe)
{
    public required string Description { get; init; }

    public required bool IsDefault { get; init; }

    /// <summary>Weight among the scenarios that are dealt; null where the file does not give one.</summary>
    public required decimal? Weight { get; init; }

    /// <summary>The fixtures of templates that it stands on, in the order in which they are made.</summary>
    public required IReadOnlyList<FixtureTemplate> Fixtures { get; init; }

    /// <summary>The keys of built-in fixtures that it names.</summary>
    public required IReadOnlyCollection<string> Tokens { get; init; }

    /// <summary>Descriptors that are put together from tokens, by the keys of the built-in fixtures.</summary>
    public required Func<FixtureKeys, IReadOnlyList<DescriptorUse>> ComposedDescriptors { get; init; }

    /// <summary>Descriptors that its documents always name.</summary>
    public required IReadOnlyList<DescriptorUse> Descriptors { get; init; }
}
