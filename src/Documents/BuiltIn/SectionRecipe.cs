using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Identity;
using EdFi.BatchPerf.Documents.Triples;

namespace EdFi.BatchPerf.Documents.BuiltIn;

/// <summary>A section of the fixtures' course offering, whose sequence of course grows by one.</summary>
internal sealed class SectionRecipe : ITripleRecipe
{
    private static readonly string[] Courses =
    [
        "Algebra I", "Algebra II", "Geometry", "Biology", "Chemistry", "Physics", "World History", "English I", "English II", "Spanish I",
        "Art", "Band",
    ];

    private static readonly decimal[] Credits = [0.25m, 0.5m, 1m];

    public IReadOnlyList<DocumentPlan> Before => [];

    public DocumentPlan Main { get; } = new("sections", KnownIdentities.Of("sections")!);

    public TripleDocuments Draw(RecipeContext context)
    {
        var random = context.Faker.Random;
        var keys = context.Keys;
        var sequence = random.Int(1, 4);
        var create = new JsonObject
        {
            ["sectionIdentifier"] = KeyMarkers.Whole,
            ["sequenceOfCourse"] = sequence,
            ["availableCredits"] = random.ArrayElement(Credits),
            ["sectionName"] = $"{random.ArrayElement(Courses)}, {context.Faker.Name.LastName()}",
            ["courseOfferingReference"] = new JsonObject
            {
                ["localCourseCode"] = keys.LocalCourseCode,
                ["schoolId"] = keys.SchoolId,
                ["schoolYear"] = keys.SchoolYear,
                ["sessionName"] = keys.SessionName,
            },
            ["classPeriods"] = new JsonArray(new JsonObject
            {
                ["classPeriodReference"] = new JsonObject { ["classPeriodName"] = keys.ClassPeriodName, ["schoolId"] = keys.SchoolId },
            }),
            ["locationReference"] = new JsonObject
            {
                ["classroomIdentificationCode"] = keys.ClassroomIdentificationCode,
                ["schoolId"] = keys.SchoolId,
            },
        };
        if (context.Has(EdFiDescriptors.Classroom))
        {
            create["educationalEnvironmentDescriptor"] = EdFiDescriptors.Classroom;
        }

        var update = (JsonObject)create.DeepClone();
        update["sequenceOfCourse"] = sequence + 1;
        return new TripleDocuments([], create, update);
    }
}
