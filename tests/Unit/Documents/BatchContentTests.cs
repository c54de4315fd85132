using System.Text;
using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Unit.Documents;

public sealed class BatchContentTests
{
    private static readonly string[] Triple = ["create", "update", "delete"];
    private static readonly string[] Chain = ["create", "create", "update", "delete", "delete"];

    public static TheoryData<string> Names => ["Student", "Section", "MixedStudentSection", "StudentSchoolAssociation"];

    [Theory, MemberData(nameof(Names))]
    public void Every_batch_is_what_its_shape_says(string name)
    {
        var scenario = ScenarioHarness.Compile(name);
        var batch = ScenarioHarness.Batch(scenario);
        Assert.Equal(scenario.Shape.Count, batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            Assert.Equal(scenario.Shape.Op(i).ToString(), (string?)batch[i]["op"], ignoreCase: true);
            Assert.Equal(scenario.Shape.Resource(i), (string?)batch[i]["resource"]);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void An_operation_has_just_the_fields_that_its_kind_allows(string name)
        => Assert.All(ScenarioHarness.Batch(ScenarioHarness.Compile(name)), static operation => Assert.Equal(
            (string?)operation["op"] switch
            {
                "create" => "op resource document",
                "update" => "op resource naturalKey document",
                _ => "op resource naturalKey",
            },
            string.Join(' ', operation.Select(static p => p.Key))));

    [Theory, MemberData(nameof(Names))]
    public void A_natural_key_equals_its_documents_identity_and_updates_never_change_it(string name)
    {
        var batch = ScenarioHarness.Batch(ScenarioHarness.Compile(name));
        var live = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var operation in batch)
        {
            var resource = (string)operation["resource"]!;
            if ((string?)operation["op"] == "create")
            {
                Assert.True(live.TryAdd(resource, (JsonObject)operation["document"]!));
                continue;
            }

            var key = (JsonObject)operation["naturalKey"]!;
            Assert.Equal(key.ToJsonString(), ScenarioHarness.Identity(live[resource], key).ToJsonString());
            if ((string?)operation["op"] == "update")
            {
                Assert.Equal(key.ToJsonString(), ScenarioHarness.Identity((JsonObject)operation["document"]!, key).ToJsonString());
            }
            else
            {
                live.Remove(resource);
            }
        }

        Assert.Empty(live);
    }

    [Fact]
    public void A_students_first_name_gains_Updated_and_nothing_else_changes()
        => AssertUpdate("Student", "firstName", static name => (string?)name + " Updated");

    [Fact]
    public void A_mixed_students_first_name_gains_Mixed()
        => AssertUpdate("MixedStudentSection", "firstName", static name => (string?)name + " Mixed");

    [Fact]
    public void A_sections_sequence_of_course_grows_by_one()
        => AssertUpdate("Section", "sequenceOfCourse", static sequence => (int)sequence! + 1);

    [Fact]
    public void An_association_gains_a_primary_school()
    {
        var batch = ScenarioHarness.Batch(ScenarioHarness.Compile("StudentSchoolAssociation", 1));
        Assert.Equal(Chain, batch.Select(static o => (string)o["op"]!));
        Assert.Null(batch[1]["document"]!["primarySchool"]);
        Assert.True((bool)batch[2]["document"]!["primarySchool"]!);
        Assert.Equal("""{"entryDate":"2024-08-15","schoolId":255901001,"studentUniqueId":""" + "\"" + ScenarioHarness.Key().Format(0) + "\"}", batch[2]["naturalKey"]!.ToJsonString());
    }

    [Fact]
    public void A_sections_natural_key_is_flat_and_complete()
        => Assert.Equal(
            $$"""{"sectionIdentifier":"{{ScenarioHarness.Key().Format(0)}}","localCourseCode":"BATCHPERF-ALG1","schoolId":255901001,"schoolYear":2025,"sessionName":"BatchPerf 2024-2025 Fall Semester"}""",
            ScenarioHarness.Batch(ScenarioHarness.Compile("Section"))[2]["naturalKey"]!.ToJsonString());

    [Fact]
    public void A_mixed_batch_has_one_triple_of_each_whatever_the_runs_count()
    {
        var scenario = ScenarioHarness.Compile("MixedStudentSection", triples: 20);
        Assert.Equal("mixed-students-sections-batch-2", scenario.RequestName);
        Assert.Equal("students+sections", scenario.Resource);
        Assert.Equal([.. Triple, .. Triple], ScenarioHarness.Batch(scenario).Select(static o => (string)o["op"]!));
    }

    [Fact]
    public void Students_stay_within_the_fields_lengths_and_look_plausible()
    {
        var scenario = ScenarioHarness.Compile("Student", triples: 32);
        var students = ScenarioHarness.Batch(scenario).Where(static o => o["document"] is not null).Select(static o => o["document"]!.AsObject()).ToArray();
        Assert.All(students, static student =>
        {
            Assert.InRange(((string)student["studentUniqueId"]!).Length, 1, 32);
            Assert.InRange(((string)student["firstName"]!).Length, 1, 75);
            Assert.InRange(((string)student["lastSurname"]!).Length, 1, 75);
            Assert.InRange(((string)student["birthCity"]!).Length, 1, 30);
            Assert.InRange(DateOnly.ParseExact((string)student["birthDate"]!, "yyyy-MM-dd"), new DateOnly(2006, 8, 15), new DateOnly(2019, 8, 15));
        });
        Assert.True(students.Select(static s => (string?)s["lastSurname"]).Distinct(StringComparer.Ordinal).Count() > 20);
    }

    [Fact]
    public void Names_keep_their_letters()
        => Assert.Contains(Encoding.UTF8.GetString(ScenarioHarness.Bytes(ScenarioHarness.Compile("Student", triples: 32), ScenarioHarness.Key())), static c => c > 127);

    [Theory]
    [InlineData("Student", "birthCountryDescriptor")]
    [InlineData("Student", "birthStateAbbreviationDescriptor")]
    [InlineData("Section", "educationalEnvironmentDescriptor")]
    public void Optional_descriptors_are_written_only_where_the_server_has_them(string name, string field)
    {
        Assert.NotNull(ScenarioHarness.Batch(ScenarioHarness.Compile(name))[0]["document"]![field]);
        Assert.Null(ScenarioHarness.Batch(ScenarioHarness.Compile(name, descriptors: []))[0]["document"]![field]);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_poisoned_batch_differs_in_one_update_that_names_a_key_of_nobody(string name)
    {
        var scenario = ScenarioHarness.Compile(name);
        var good = ScenarioHarness.Batch(scenario);
        var bad = ScenarioHarness.Batch(scenario, poisoned: true);
        var changed = Enumerable.Range(0, good.Count).Where(i => !JsonNode.DeepEquals(good[i], bad[i])).ToArray();
        var poison = bad[Assert.Single(changed)];
        Assert.Equal("update", (string?)poison["op"]);
        Assert.InRange(changed[0], good.Count / 3, good.Count - 2);
        var key = (JsonObject)poison["naturalKey"]!;
        Assert.DoesNotContain(good.Where(static o => o["naturalKey"] is not null), o => JsonNode.DeepEquals(o["naturalKey"], key));
        Assert.Equal(key.ToJsonString(), ScenarioHarness.Identity((JsonObject)poison["document"]!, key).ToJsonString());
    }

    private static void AssertUpdate(string name, string field, Func<JsonNode?, JsonNode> change)
    {
        var batch = ScenarioHarness.Batch(ScenarioHarness.Compile(name));
        var expected = (JsonObject)batch[0]["document"]!.DeepClone();
        expected[field] = change(expected[field]);
        Assert.Equal(expected.ToJsonString(), batch[1]["document"]!.ToJsonString());
    }
}
