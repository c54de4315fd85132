namespace EdFi.BatchPerf;

/// <summary>Something that has to be on the server before fixtures can be made, or that makes documents more realistic.</summary>
public sealed record BatchPrerequisite
{
    /// <summary>Kind of prerequisite.</summary>
    public required PrerequisiteKind Kind { get; init; }

    /// <summary>Endpoint segment.</summary>
    public required string Resource { get; init; }

    /// <summary>A descriptor's URI, the school year or the agency's id.</summary>
    public required string Key { get; init => field = PlainText.Line(value); }

    /// <summary>True where nothing works without it.</summary>
    public required bool Required { get; init; }

    /// <summary>True where it was found.</summary>
    public required bool Present { get; init; }

    /// <summary>True where it was missing and has been created.</summary>
    public bool Created { get; init; }

    /// <summary>False where the server did not let us look.</summary>
    public bool Checked { get; init; } = true;

    /// <summary>True where the server shows no document of its resource at all, so that it may be there unseen.</summary>
    internal bool Unseen { get; init; }

    /// <summary>
    /// True for a descriptor of a template or a fixture key whose type the server does not have: it is missing, and nothing is sent to make
    /// it, since a server that only hides the type would change its own entry.
    /// </summary>
    internal bool HasNoType { get; init; }

    /// <summary>True for such a descriptor that is missing while others with nearly the same code are there.</summary>
    internal bool HasNear { get; init; }

    /// <summary>True where it was there unseen and was changed to the content that would have been created.</summary>
    internal bool Changed { get; init; }

    /// <summary>True where it could not be created for a reason that may pass.</summary>
    internal bool MayPass { get; init; }

    /// <summary>Its id on the server; null where it was not found.</summary>
    public string? Id { get; init => field = PlainText.Line(value); }

    /// <summary>
    /// Further facts as text, such as the school years there are, a value that could be used instead, or why the look-up failed; null for
    /// none.
    /// </summary>
    public string? Detail { get; init => field = PlainText.Line(value); }

    /// <summary>
    /// Operator's text that names it: a template and its line, as <c>calendars.json(9)</c>, or a fixture key; null for neither.
    /// </summary>
    public string? Place { get; init => field = value is null ? null : PlainText.Line(value); }

    /// <summary>True where <see cref="Place"/> is a fixture key.</summary>
    internal bool IsOfKey { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        if (Place is not null)
        {
            return $"{Place}: {Key} is not on the server" + (Detail is null ? "" : $"; {Detail}");
        }

        var kind = Kind switch { PrerequisiteKind.Descriptor => "descriptor", PrerequisiteKind.SchoolYear => "school year",
            _ => "local education agency" };
        return Detail is null ? $"{kind} {Key}" : $"{kind} {Key} ({Detail})";
    }
}
