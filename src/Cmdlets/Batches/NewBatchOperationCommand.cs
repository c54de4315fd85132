using System.Management.Automation;
using EdFi.BatchPerf.Documents.Identity;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>New-BatchOperation: a create, update or delete, or a whole triple from one document.</summary>
[Cmdlet(VerbsCommon.New, "BatchOperation", DefaultParameterSetName = Single)]
[OutputType(typeof(BatchOperation))]
public sealed class NewBatchOperationCommand : BatchCmdlet
{
    private const string Single = "Operation";
    private const string Whole = "Triple";

    /// <summary>The kind of operation: create, update or delete.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = Single)]
    public OperationKind Op { get; set; }

    /// <summary>Makes create, update and delete of one document.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Whole)]
    public SwitchParameter Triple { get; set; }

    /// <summary>The endpoint segment, for example students.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(ResourceCompleter))]
    [ValidatePattern(@"^[A-Za-z][A-Za-z0-9]*\z")]
    public string Resource { get; set; } = "";

    /// <summary>The document: a hashtable, an object, or JSON.</summary>
    [Parameter(Position = 2, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object? Document { get; set; }

    /// <summary>The natural key of an update or delete; derived from the document when not given.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? NaturalKey { get; set; }

    /// <summary>The id of an update or delete, instead of a natural key.</summary>
    [Parameter(ParameterSetName = Single)]
    public Guid DocumentId { get; set; }

    /// <summary>The ETag that the document must still have.</summary>
    [Parameter(ParameterSetName = Single)]
    [ValidateNotNullOrEmpty]
    public string? IfMatch { get; set; }

    /// <summary>Properties that the update of a triple changes: they replace the document's.</summary>
    [Parameter(ParameterSetName = Whole)]
    [ValidateNotNull]
    public object? Update { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var document = Document is null ? null : Check(() => JsonText.From(Document, "The document"));
        WriteObject(Check(() => Triple ? Triples(document) : [One(document)]), enumerateCollection: true);
    }

    private BatchOperation One(string? document)
    {
        if (Op != OperationKind.Delete && document is null)
        {
            throw Problem($"A {OpName} needs a document.", "Give -Document.");
        }

        var id = DocumentId == Guid.Empty ? null : DocumentId.ToString();
        if (Op == OperationKind.Create && (id is not null || NaturalKey is not null || IfMatch is not null))
        {
            throw Problem(
                "A create takes neither a natural key nor an id nor an ETag.",
                "Leave them out: the server takes the identity from the document.");
        }

        if (id is not null && NaturalKey is not null)
        {
            throw Problem("Both a natural key and an id were given.", "Give one of them.");
        }

        return new BatchOperation
        {
            Op = Op,
            Resource = Resource,
            Document = Op == OperationKind.Delete ? null : document,
            DocumentId = id,
            NaturalKey = Op == OperationKind.Create || id is not null ? null : Key(document),
            IfMatch = IfMatch,
        };
    }

    private BatchOperation[] Triples(string? document)
    {
        var created = document ?? throw Problem("A triple needs a document.", "Give -Document.");
        var key = Key(created);
        var updated = Update is null ? created : JsonMerge.Apply(created, JsonText.From(Update, "The update"));
        return
        [
            new BatchOperation { Op = OperationKind.Create, Resource = Resource, Document = created },
            new BatchOperation { Op = OperationKind.Update, Resource = Resource, Document = updated, NaturalKey = key },
            new BatchOperation { Op = OperationKind.Delete, Resource = Resource, NaturalKey = key },
        ];
    }

    private string Key(string? document) =>
        NaturalKey is not null ? JsonText.From(NaturalKey, "The natural key")
        : document is null ? throw Problem(
            $"A {OpName} needs a document, a natural key or an id.",
            "Give -NaturalKey, -DocumentId or a -Document to derive the key from.")
        : NaturalKeys.Derive(Resource, document)
            ?? throw Problem(
                $"The natural key of {Resource} cannot be derived from the document.",
                NaturalKeys.FieldsOf(Resource) is { } fields
                    ? $"The document needs {string.Join(", ", fields)}; or give -NaturalKey."
                    : $"{Resource} is not a resource whose identity is known here: give -NaturalKey.");

    private string OpName => Op.ToString().ToLowerInvariant();

    private static BatchPerfException Problem(string message, string nextStep) =>
        new("InvalidOperation", ProblemKind.InvalidInput, message, nextStep);
}
