using EdFi.BatchPerf.Documents.Catalog;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Scenarios;

namespace EdFi.BatchPerf.Unit.Documents;

public sealed class ScenarioCatalogTests
{
    private readonly ScenarioCatalog _catalog = new();

    [Fact]
    public void Students_and_sections_run_without_being_named()
    {
        string[] expected = ["StudentBatchVolumeTest", "SectionBatchVolumeTest"];
        Assert.Equal(expected, _catalog.Resolve(null).Select(static s => s.Name));
        Assert.Equal(expected, _catalog.Resolve([]).Select(static s => s.Name));
    }

    [Theory]
    [InlineData("StudentBatchVolumeTest", "StudentBatchVolumeTest")]
    [InlineData("studentbatchvolumetest", "StudentBatchVolumeTest")]
    [InlineData("StudentVolumeTest", "StudentBatchVolumeTest")]
    [InlineData("student", "StudentBatchVolumeTest")]
    [InlineData("STUDENTS", "StudentBatchVolumeTest")]
    [InlineData("sections", "SectionBatchVolumeTest")]
    [InlineData("Mixedstudentsection", "MixedStudentSectionBatchVolumeTest")]
    [InlineData("students+sections", "MixedStudentSectionBatchVolumeTest")]
    [InlineData("mixed-students-sections", "MixedStudentSectionBatchVolumeTest")]
    [InlineData("STUDENT_SCHOOL_ASSOCIATIONS", "StudentSchoolAssociationBatchVolumeTest")]
    public void A_scenario_goes_by_its_class_name_its_short_name_and_its_resource(string name, string expected)
        => Assert.Equal(expected, Assert.Single(_catalog.Resolve([name])).Name);

    [Fact]
    public void A_scenario_named_twice_is_one()
        => Assert.Single(_catalog.Resolve(["students", "Student"]));

    [Fact]
    public void An_unknown_scenario_is_refused_with_the_known_ones_and_the_nearest()
    {
        var error = Assert.Throws<BatchPerfException>(() => _catalog.Resolve(["Studnet"]));
        Assert.Equal("UnknownScenario", error.ErrorId);
        Assert.Equal(ProblemKind.InvalidInput, error.Problem);
        Assert.Contains("'Studnet'", error.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean StudentBatchVolumeTest", error.Message, StringComparison.Ordinal);
        Assert.Contains("StudentSchoolAssociationBatchVolumeTest", error.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(""), InlineData("  "), InlineData("zzzzzzzzzzzz"), InlineData("+")]
    public void Nonsense_gets_no_suggestion(string name)
        => Assert.DoesNotContain("Did you mean", Assert.Throws<BatchPerfException>(() => _catalog.Resolve([name])).Message, StringComparison.Ordinal);

    [Fact]
    public void The_catalog_says_what_there_is()
    {
        var association = _catalog.Scenarios.Single(static s => s.Name == "StudentSchoolAssociationBatchVolumeTest");
        Assert.False(association.Default);
        Assert.Equal(5, association.OperationsPerTriple);
        Assert.Equal("entryDate, schoolId, studentUniqueId", association.KeyFields);
        Assert.Equal("built in", association.Source);
        Assert.Equal(2, _catalog.Scenarios.Single(static s => s.Resource == "students+sections").DefaultTripleCount);
    }

    [Theory]
    [InlineData("Student", "students", 20, "students-batch-20", 60)]
    [InlineData("Student", "STUDENT", 20, "students-batch-20", 60)]
    [InlineData("Section", "students", 20, "sections-batch-10", 30)]
    [InlineData("MixedStudentSection", "students", 20, "mixed-students-sections-batch-2", 6)]
    [InlineData("MixedStudentSection", "MixedStudentSection", 3, "mixed-students-sections-batch-6", 18)]
    [InlineData("StudentSchoolAssociation", "studentSchoolAssociations", 4, "studentSchoolAssociations-batch-4", 20)]
    public void Triples_are_overridden_scenario_by_scenario(string scenario, string key, int count, string requestName, int operations)
    {
        var compiled = ScenarioHarness.Compile(scenario, overrides: new Dictionary<string, int>(StringComparer.Ordinal) { [key] = count });
        Assert.Equal(requestName, compiled.RequestName);
        Assert.Equal(operations, compiled.Shape.Count);
    }

    [Fact]
    public void A_scenarios_name_goes_before_its_resource()
        => Assert.Equal(5, ScenarioHarness.Compile("Student", overrides: new Dictionary<string, int>(StringComparer.Ordinal) { ["students"] = 20, ["Student"] = 5 }).TripleCount);

    [Theory, InlineData(0), InlineData(-1), InlineData(10_001)]
    public void A_triple_count_outside_1_to_10000_is_refused(int count)
    {
        Assert.Equal("TripleCountInvalid", Assert.Throws<BatchPerfException>(() => ScenarioHarness.Compile("Student", triples: count)).ErrorId);
        var overrides = new Dictionary<string, int>(StringComparer.Ordinal) { ["sections"] = count };
        var error = Assert.Throws<BatchPerfException>(() => ScenarioHarness.Compile("Student", overrides: overrides));
        Assert.Contains("'sections'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_override_for_an_unknown_scenario_is_refused()
        => Assert.Equal("UnknownScenario", Assert.Throws<BatchPerfException>(() => ScenarioHarness.Compile("Student", overrides: new Dictionary<string, int>(StringComparer.Ordinal) { ["widgets"] = 2 })).ErrorId);

    [Fact]
    public void Ten_thousand_triples_can_be_written()
        => Assert.Equal(30_000, ScenarioHarness.Batch(ScenarioHarness.Compile("Student", triples: 10_000)).Count);

    [Fact]
    public void Impossible_fixture_keys_are_all_named_at_once()
    {
        var keys = new FixtureKeys { SchoolYear = 25, ClassPeriodName = "", TermDescriptor = "Fall" };
        var error = Assert.Throws<BatchPerfException>(() => new ScenarioFactory(new ScenarioCatalog()).Create(null, new ScenarioOptions { FixtureKeys = keys }));
        Assert.Equal("FixtureKeyInvalid", error.ErrorId);
        Assert.Contains("SchoolYear is 25", error.Message, StringComparison.Ordinal);
        Assert.Contains("ClassPeriodName", error.Message, StringComparison.Ordinal);
        Assert.Contains("TermDescriptor is 'Fall'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_school_follows_the_agency_unless_it_is_given()
    {
        Assert.Equal(255901001, new FixtureKeys().SchoolId);
        Assert.Equal(101912001, new FixtureKeys { LocalEducationAgencyId = 101912 }.SchoolId);
        Assert.Equal(7, new FixtureKeys { SchoolId = 7 }.SchoolId);
    }
}
