using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Identity;
using EdFi.BatchPerf.Documents.Triples;

namespace EdFi.BatchPerf.Documents.BuiltIn;

/// <summary>A student whose first name gains a suffix.</summary>
/// <param name="suffix">The text that the update appends to the first name.</param>
internal sealed class StudentRecipe(string suffix) : ITripleRecipe
{
    public IReadOnlyList<DocumentPlan> Before => [];

    public DocumentPlan Main { get; } = new("students", KnownIdentities.Of("students")!);

    public TripleDocuments Draw(RecipeContext context)
    {
        var create = StudentDocuments.Create(context, youngest: 5, oldest: 17);
        var update = (JsonObject)create.DeepClone();
        update["firstName"] = (string?)create["firstName"] + suffix;
        return new TripleDocuments([], create, update);
    }
}
