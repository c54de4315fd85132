namespace EdFi.BatchPerf.Simulator.Specification;

/// <summary>A property of a component: its kind, its bounds, and its own properties.</summary>
/// <param name="Name">As documents spell it.</param>
/// <param name="Kind">Kind of value.</param>
internal sealed record ApiProperty(string Name, FieldKind Kind)
{
    /// <summary>True where the component's <c>required</c> list names the property.</summary>
    public bool IsRequired { get; init; }

    /// <summary>True where the property is flagged as part of the identity.</summary>
    public bool IsIdentity { get; init; }

    /// <summary>The fewest characters of a text; an empty one is never taken.</summary>
    public int MinLength { get; init; } = 1;

    /// <summary>The most characters of a text.</summary>
    public int MaxLength { get; init; } = int.MaxValue;

    /// <summary>The lowest number, or null.</summary>
    public double? Minimum { get; init; }

    /// <summary>The highest number, or null.</summary>
    public double? Maximum { get; init; }

    /// <summary>The regular expression that a text has to match, or null.</summary>
    public string? Pattern { get; init; }

    /// <summary>True where a list has to have an item.</summary>
    public bool NeedsItem { get; init; }

    /// <summary>Properties of a reference, an object or the items of a list.</summary>
    public ApiObject Body { get; init; } = ApiObject.Empty;

    /// <summary>The entity that a reference points at, such as CourseOffering; empty for all else.</summary>
    public string Target { get; init; } = "";
}
