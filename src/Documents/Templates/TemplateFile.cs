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

    /// <summary>Descriptors that its documents always name.</summary>
    public required IReadOnlyList<string> Descriptors { get; init; }
}
