using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EdFi.BatchPerf.Documents.Generation;
using EdFi.BatchPerf.Documents.Triples;
using EdFi.BatchPerf.Jobs.Scenarios;
using EdFi.BatchPerf.Unit.Architecture;
using EdFi.BatchPerf.Unit.Metadata;

namespace EdFi.BatchPerf.Unit.Generation;

/// <summary>Scenarios of every resource of real servers.</summary>
public sealed class RealServerScenarioTests
{
    [SharedFact]
    public void Every_resource_but_school_years_can_be_made_with_at_most_five_operations_a_record_and_forty_fixtures()
    {
        foreach (var (name, resources) in new[] { ("dms-5.1", 131), ("official-5.0", 143) })
        {
            var making = new Making(SharedMetadata.Bytes(name + "-resources"), SharedMetadata.Bytes(name + "-descriptors"));
            var maker = making.Maker;
            var made = making.Model.Resources.Where(static r => r.Segment != "schoolYearTypes").Select(maker.Make).ToList();

            Assert.Equal(resources - 1, made.Count);
            Assert.All(made, static m => Assert.InRange(m.Operations, 3, 5));
            Assert.InRange(maker.Fixtures(made).Count, 1, 40);
        }
    }

    [SharedFact]
    public void Two_thirds_of_the_resources_carry_the_key_where_a_prototype_did_and_none_needs_more_operations()
    {
        var rows = File.ReadAllLines(Path.Combine(SharedMetadata.Folder!, "resources.csv")).Skip(1).Select(static l => l.Split(',')).ToList();
        var making = new Making(SharedMetadata.Bytes("dms-5.1-resources"), SharedMetadata.Bytes("dms-5.1-descriptors"));
        var (maker, other) = (making.Maker, new List<string>());
        foreach (var row in rows)
        {
            var made = maker.Make(making.Resource(row[0]));
            if (made.Uniqueness.ToString() != row[2])
            {
                other.Add($"{row[0]}: {made.Uniqueness}, not {row[2]}");
            }

            // An integer of 32 bits is too small for the key, so that one resource renews a parent instead.
            Assert.True(made.Operations <= int.Parse(row[4]) || row[0] == "evaluationRubricDimensions", row[0]);
        }

        Assert.True(other.Count <= rows.Count / 10, string.Join(Environment.NewLine, other));
    }

    /// <summary>A document without its lists of what is required does not say which references a document has to have.</summary>
    [SharedFact]
    public void Every_fixture_that_documents_name_is_made_before_them_whatever_the_metadata_say()
    {
        var stripped = JsonNode.Parse(SharedMetadata.Bytes("dms-5.1-resources"))!;
        Strip(stripped);
        var making = new Making(System.Text.Encoding.UTF8.GetBytes(stripped.ToJsonString()), SharedMetadata.Bytes("dms-5.1-descriptors"));
        foreach (var maker in new[] { making.Maker, making.FullMaker })
        {
            foreach (var resource in making.Model.Resources.Where(static r => r.Segment != "schoolYearTypes"))
            {
                var made = maker.Make(resource);
                List<string> there = [];
                foreach (var document in maker.Fixtures([made]).Concat(made.Before).Append(made.Main))
                {
                    var named = Regex.Matches(
                            document.Content.ToJsonString(), @"fixture\.(?<name>[A-Za-z0-9]+)\.", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10))
                        .Select(static m => m.Groups["name"].Value);
                    Assert.Empty(named.Except(there));
                    there.Add(document.Resource.Segment);
                }
            }
        }

        static void Strip(JsonNode? node)
        {
            if (node is JsonObject schema && schema.ContainsKey("properties"))
            {
                schema.Remove("required");
            }

            foreach (var child in node switch { JsonObject o => o.Select(static p => p.Value), JsonArray list => list, _ => [] })
            {
                Strip(child);
            }
        }
    }

    /// <summary>The table of docs/any-resource.md.</summary>
    [SharedFact]
    public void The_page_tells_how_many_resources_each_class_of_identities_has()
    {
        var making = new Making(SharedMetadata.Bytes("dms-5.1-resources"), SharedMetadata.Bytes("dms-5.1-descriptors"));
        var maker = making.Maker;
        var counted = making.Model.Resources.Where(static r => r.Segment != "schoolYearTypes" && !ScenarioSelection.IsBuiltIn(r))
            .GroupBy(resource => ClassOf(maker.Make(resource)))
            .ToDictionary(static g => g.Key, static g => g.Count());
        var page = File.ReadAllLines(Path.Combine(Room.Root, "docs", "any-resource.md"))
            .Select(static line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .Where(static cells => cells.Length == 4 && int.TryParse(cells[3], out _))
            .Select(static cells => int.Parse(cells[3]));

        Assert.Equal(Enumerable.Range(0, 6).Select(row => counted.GetValueOrDefault(row)), page);
    }

    /// <summary>The row of the table.</summary>
    private static int ClassOf(MadeScenario made) => made switch
    {
        { Before.Count: 0, Uniqueness.Key.Form: KeyForm.Whole } => 0,
        { Before.Count: 0, Uniqueness.Key.Form: KeyForm.Short } => 1,
        { Before.Count: 0 } => 2,
        _ when made.Main.Resource.Identity!.Leaves.Any(static l => l is { Format: "date" or "date-time" }) => 3,
        _ when made.Main.Resource.Identity!.Leaves.Any(static l => l.IsDescriptor && l.Paths.Any(static p => !p.Contains('.'))) => 4,
        _ => 5,
    };

    [SharedFact]
    public void References_are_whole_and_equal_fields_have_equal_values()
    {
        foreach (var name in new[] { "dms-5.1", "official-5.0" })
        {
            var making = new Making(SharedMetadata.Bytes(name + "-resources"), SharedMetadata.Bytes(name + "-descriptors"));
            var maker = making.Maker;
            foreach (var resource in making.Model.Resources.Where(static r => r.Segment != "schoolYearTypes"))
            {
                var made = maker.Make(resource);
                var content = made.Main.Content;
                var fixtures = maker.Fixtures([made]).ToDictionary(static f => f.Resource.Segment, static f => f.Content);
                foreach (var (property, reference) in resource.References.Where(r => content.ContainsKey(r.Property.Name)))
                {
                    Assert.Equal(reference.Leaves.Select(static l => l.Name), ((JsonObject)content[property.Name]!).Select(static p => p.Key));
                }

                var differing = resource.References.Where(r => content.ContainsKey(r.Property.Name) && !r.Reference.HasRole(r.Property.Name))
                    .SelectMany(r => (JsonObject)content[r.Property.Name]!)
                    .Where(static p => p.Key is "schoolId" or "schoolYear" or "sessionName" or "localCourseCode" or "studentUniqueId")
                    .GroupBy(static p => p.Key)
                    .Where(g => g.Select(p => Resolved((string)p.Value!, fixtures)).Distinct().Count() > 1);
                Assert.True(!differing.Any(), $"{name} {resource.Segment}");
            }
        }
    }

    /// <summary>The value that a token of a fixture gives in the end.</summary>
    private static string Resolved(string value, Dictionary<string, JsonObject> fixtures)
    {
        while (value.Trim('{', '}', '#').Split('.') is ["fixture", var name, .. var path] && path.Length > 0)
        {
            value = (string)path.Aggregate((JsonNode)fixtures[name], static (node, part) => node[part]!)!;
        }

        return value;
    }
}
