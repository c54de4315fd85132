using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.Triples;
using EdFi.BatchPerf.Documents.Verification;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>A field of a resource's identity that belongs to its documents alone, so that it can carry the key.</summary>
/// <param name="Property">Its name.</param>
/// <param name="Form">The form in which it carries the key: whole, short or a number.</param>
internal sealed record OwnKey(string Property, KeyForm Form)
{
    private static readonly string[] Ends = ["UniqueId", "Identifier", "Code", "Id", "Name", "Title"];

    /// <summary>The text of a template that gives the key.</summary>
    /// <param name="reused">True where it is that of a parent which all batches of a client reuse.</param>
    public string Token(bool reused) => (Form, reused) switch
    {
        (KeyForm.Short, false) => KeyMarkers.Short,
        (KeyForm.Short, true) => KeyMarkers.ReusedShort,
        (KeyForm.Number, false) => KeyMarkers.Number,
        (KeyForm.Number, true) => KeyMarkers.ReusedNumber,
        (_, true) => KeyMarkers.ReusedWhole,
        _ => KeyMarkers.Whole,
    };

    /// <summary>
    /// The field of a resource that carries the key best: text before short text before numbers, identifiers before other text. Null where
    /// none does: a field that references have, too, has to agree with theirs, and an integer of 32 bits is too small.
    /// </summary>
    /// <param name="resource">The resource.</param>
    /// <param name="rules">Rules for documents, stated and learnt.</param>
    public static OwnKey? Of(ApiResource resource, LearntRules rules)
    {
        if (resource.Identity is not { } identity)
        {
            return null;
        }

        HashSet<string> shared = [.. identity.Leaves.Where(static l => l.Paths.Any(IsOfReference)).Select(static l => l.Name)];
        return identity.Leaves.Where(l => !l.Paths.Any(IsOfReference) && !shared.Contains(l.Name))
            .Select(l => FormOf(resource, l, rules) is { } form ? new OwnKey(l.Paths[0], form) : null)
            .OfType<OwnKey>()
            .OrderBy(static k => k.Form)
            .ThenBy(static k => Array.FindIndex(
                Ends,
                end => k.Property.EndsWith(end, StringComparison.OrdinalIgnoreCase)) is var at and >= 0
                ? at
                : Ends.Length)
            .FirstOrDefault();
    }

    private static bool IsOfReference(string path) => path.Contains('.', StringComparison.Ordinal);

    private static KeyForm? FormOf(ApiResource resource, IdentityLeaf leaf, LearntRules rules)
    {
        var shape = rules.ShapeOf(
            resource,
            leaf.Paths[0],
            new ScalarShape(leaf.Type, leaf.Format) { MaxLength = leaf.MaxLength });
        return shape is { Type: "integer", Format: "int64" } ? HoldsNumbers(shape) ? KeyForm.Number : null
            : leaf.IsDescriptor || !shape.IsText ? null
            : shape.MaxLength is null or >= KeyRules.Room ? KeyForm.Whole
            : shape.MaxLength >= LocalKey.Length ? KeyForm.Short
            : null;
    }

    private static bool HoldsNumbers(ScalarShape shape)
        => !(shape.Minimum > LocalKey.SmallestNumber) && !(shape.Maximum < LocalKey.NumberLimit - 1);
}
