namespace EdFi.BatchPerf;

/// <summary>A scenario of one resource, made from the server's metadata.</summary>
public sealed class BatchScenarioTemplate
{
    /// <summary>Endpoint segment, which is also the scenario's name.</summary>
    public required string Resource { get; init; }

    /// <summary>State of the template.</summary>
    public required ScenarioTemplateState State { get; init; }

    /// <summary>Operations of a record: 3, and 2 for each parent of its own; 3 with pooled parents; 0 where there is no template.</summary>
    public int OperationsPerRecord { get; init; }

    /// <summary>
    /// The field that carries the run's key, for example <c>students.studentUniqueId</c>; empty where there is no template.
    /// </summary>
    public string UniqueField { get; init; } = "";

    /// <summary>
    /// The query field by which a record is read back where its id is not known, for example <c>studentUniqueId</c>: that of the value that
    /// carries the run's key. Where a server does not honour it, its list is read. Empty where there is no template.
    /// </summary>
    public string ReadBackBy { get; init; } = "";

    /// <summary>Resources of which a document is shared by all records, besides the built-in fixtures.</summary>
    public IReadOnlyList<string> Fixtures { get; init => field = PlainList.Of(value); } = PlainList.Of<string>([]);

    /// <summary>Descriptors that its documents name, as URIs.</summary>
    public IReadOnlyList<string> Descriptors { get; init => field = PlainList.Of(value); } = PlainList.Of<string>([]);

    /// <summary>Records that were sent until the server took one, or until it was given up; 0 where none was sent.</summary>
    public int Tries { get; init; }

    /// <summary>Lessons from the server's refusals, one text each.</summary>
    public IReadOnlyList<string> Learnt { get; init => field = PlainList.Of(value); } = PlainList.Of<string>([]);

    /// <summary>Why there is no template, or why the server refused its record; null for neither.</summary>
    public string? Reason { get; init => field = value is null ? null : PlainText.Line(value); }

    /// <summary>Path of the template's file; null where there is none.</summary>
    public string? Path { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Reason is null ? $"{Resource}: {State}" : $"{Resource}: {State}, {Reason}";
}
