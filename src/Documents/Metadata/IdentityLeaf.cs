namespace EdFi.BatchPerf.Documents.Metadata;

/// <summary>One value of a resource's identity.</summary>
/// <param name="Name">Its name as a query field, for example <c>schoolId</c>.</param>
/// <param name="Paths">
/// Where the document holds it, as paths with dots: one path, or several where the server requires the same value in each of them,
/// or does not say which of them is meant.
/// </param>
internal sealed record IdentityLeaf(string Name, IReadOnlyList<string> Paths)
{
    /// <summary>The JSON type: string, integer, number, boolean.</summary>
    public string Type { get; init; } = "string";

    /// <summary>The format of a string or number, for example date or int64; null where there is none.</summary>
    public string? Format { get; init; }

    /// <summary>Most characters of a string; null where the server does not say.</summary>
    public int? MaxLength { get; init; }

    /// <summary>True where it names a descriptor: a value that has to be there before.</summary>
    public bool IsDescriptor => Name.EndsWith("Descriptor", StringComparison.Ordinal);

    /// <summary>True for text without a format, which any value can stand in.</summary>
    public bool IsText => string.Equals(Type, "string", StringComparison.Ordinal) && Format is null or "" && !IsDescriptor;

    /// <summary>Describes its values in a word or two: a descriptor, else its format, else its type.</summary>
    public string Describe() => IsDescriptor ? "a descriptor" : Format is { Length: > 0 } ? Format : Type;
}
