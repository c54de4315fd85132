using EdFi.BatchPerf.Documents.Scenarios;

namespace EdFi.BatchPerf.Documents.BuiltIn;

/// <summary>The scenarios that come with the house, named as the Locust harness's classes.</summary>
internal static class BuiltInScenarios
{
    public static IReadOnlyList<ScenarioDefinition> All() =>
    [
        new()
        {
            Name = "StudentBatchVolumeTest",
            Resource = "students",
            RequestPrefix = "students",
            IsDefault = true,
            Description = "Creates, updates and deletes students.",
            Recipes = [new StudentRecipe(" Updated")],
        },
        new()
        {
            Name = "SectionBatchVolumeTest",
            Resource = "sections",
            RequestPrefix = "sections",
            IsDefault = true,
            Description = "Creates, updates and deletes sections of the fixtures' course offering.",
            Recipes = [new SectionRecipe()],
        },
        new()
        {
            Name = "MixedStudentSectionBatchVolumeTest",
            Resource = "students+sections",
            RequestPrefix = "mixed-students-sections",
            OwnTripleCount = 1,
            Description = "Students and sections in turn in one batch.",
            Recipes = [new StudentRecipe(" Mixed"), new SectionRecipe()],
        },
        new()
        {
            Name = "StudentSchoolAssociationBatchVolumeTest",
            Resource = "studentSchoolAssociations",
            RequestPrefix = "studentSchoolAssociations",
            Description = "Enters students, created in the same batch, into the fixtures' school and removes both.",
            Recipes = [new StudentSchoolAssociationRecipe()],
        },
    ];
}
