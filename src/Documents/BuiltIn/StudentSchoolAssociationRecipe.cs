using System.Globalization;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Identity;
using EdFi.BatchPerf.Documents.Triples;

namespace EdFi.BatchPerf.Documents.BuiltIn;

/// <summary>A student enters the fixtures' school, which becomes the primary one; the student lives only inside the batch.</summary>
internal sealed class StudentSchoolAssociationRecipe : ITripleRecipe
{
    public IReadOnlyList<DocumentPlan> Before { get; } = [new("students", KnownIdentities.Of("students")!)];

    public DocumentPlan Main { get; } = new("studentSchoolAssociations", KnownIdentities.Of("studentSchoolAssociations")!);

    public TripleDocuments Draw(RecipeContext context)
    {
        var keys = context.Keys;
        var create = new JsonObject
        {
            ["entryDate"] = keys.SessionBeginDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["entryGradeLevelDescriptor"] = keys.GradeLevelDescriptor,
            ["schoolReference"] = new JsonObject { ["schoolId"] = keys.SchoolId },
            ["studentReference"] = new JsonObject { ["studentUniqueId"] = KeyMarkers.Whole },
        };
        var update = (JsonObject)create.DeepClone();
        update["primarySchool"] = true;
        return new TripleDocuments([StudentDocuments.Create(context, youngest: 13, oldest: 15)], create, update);
    }
}
