using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>A scenario that was made from a server's data model.</summary>
/// <param name="Main">The document that a record is about.</param>
/// <param name="Before">Parents that each record creates first.</param>
/// <param name="Update">The fields that the update changes; null where documents have nothing besides their identity.</param>
/// <param name="Uniqueness">The field that carries the key, and the parents that are made for each record.</param>
internal sealed record MadeScenario(MadeDocument Main, IReadOnlyList<MadeDocument> Before, JsonObject? Update, Uniqueness Uniqueness)
{
    /// <summary>Operations of a record: 3, and 2 for each parent that is not reused.</summary>
    public int Operations => 3 + (Uniqueness.ReusesParents ? 0 : 2 * Before.Count);
}
