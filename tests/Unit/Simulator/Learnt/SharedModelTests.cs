using System.Globalization;
using EdFi.BatchPerf.Simulator.Metadata;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Simulator.Schema;
using EdFi.BatchPerf.Simulator.Specification;
using EdFi.BatchPerf.Unit.Metadata;

namespace EdFi.BatchPerf.Unit.Simulator.Learnt;

/// <summary>The simulator's reader held against the documents of two servers, and against what was found out about one of them.</summary>
public sealed class SharedModelTests
{
    private const int NotFoundColumn = 12;
    private static readonly Lazy<ResourceCatalog> Dms = new(static () => Read("dms-5.1"));
    private static readonly Lazy<ResourceCatalog> Official = new(static () => Read("official-5.0"));

    /// <summary>Traits of the first server's converted schema: a misnamed value, and attendance events without date and category.</summary>
    private static readonly string[] Differ =
    [
        "communityProviderLicenses", "programEvaluationElements", "programEvaluationObjectives", "staffEducationOrganizationEmploymentAssociations", "studentInterventionAttendanceEvents",
        "studentProgramAttendanceEvents", "studentProgramEvaluations", "studentSchoolAttendanceEvents", "studentSectionAttendanceEvents",
    ];

    [SharedFact]
    public void Every_resource_of_both_has_an_identity_and_every_reference_a_target()
    {
        foreach (var (catalog, count) in new[] { (Dms.Value, 131), (Official.Value, 143) })
        {
            Assert.Equal(count, catalog.Resources.Count);
            Assert.All(References(catalog), static reference => Assert.True(reference.Targets.Length > 0, reference.Path));
            Assert.All(References(catalog), static r => Assert.Equal(r.Targets[0].KeyParts.Length, r.KeyOrder.Length));
        }
    }

    [SharedFact]
    public void Abstract_targets_have_their_subclasses()
    {
        foreach (var catalog in new[] { Dms.Value, Official.Value })
        {
            var organizations = References(catalog).First(static r => r.Target == "EducationOrganization").Targets.Select(static t => t.Name);
            Assert.Equal(["communityOrganizations", "communityProviders", "educationOrganizationNetworks", "educationServiceCenters"], organizations.Order(StringComparer.Ordinal).Take(4));
            Assert.Contains("schools", organizations);
            var programs = References(catalog).First(static r => r.Target == "GeneralStudentProgramAssociation").Targets;
            Assert.True(programs.Length > 8);
            Assert.All(programs, static t => Assert.EndsWith("ProgramAssociations", t.Name, StringComparison.Ordinal));
        }
    }

    [SharedFact]
    public void Both_state_the_same_identities()
    {
        var official = Official.Value;
        var common = Dms.Value.Resources.Where(r => official.Find("ed-fi", r.Name) is not null).ToList();
        Assert.True(common.Count > 110);
        Assert.Equal(Differ, common.Where(r => !Paths(r).SetEquals(Paths(official.Find("ed-fi", r.Name)!))).Select(static r => r.Name).Order(StringComparer.Ordinal));
    }

    [SharedFact]
    public void What_is_made_unique_is_part_of_an_identity()
    {
        var rows = File.ReadLines(Path.Combine(SharedMetadata.Folder!, "resources.csv")).Skip(1).Select(static line => line.Split(',')).ToList();
        Assert.Equal(130, rows.Count);
        foreach (var row in rows)
        {
            var unique = row[2].Split('.');
            var definition = Dms.Value.Find("ed-fi", unique[0]);
            Assert.True(Dms.Value.Find("ed-fi", row[0]) is not null && definition is not null, row[0]);
            Assert.Contains(unique[^1], definition!.KeyParts.Select(static part => part.Name));
        }
    }

    [SharedFact]
    public void The_measured_mapping_spoils_just_the_fields_that_found_nothing()
    {
        var measured = QueryMapping.TryParse(QueryMapping.Measured)!;
        foreach (var row in File.ReadLines(Path.Combine(SharedMetadata.Folder!, "resources.csv")).Skip(1).Select(static line => line.Split(',')))
        {
            var spoilt = row[NotFoundColumn].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var named = Dms.Value.Find("ed-fi", row[0])!.KeyParts.Select(static part => part.QueryName).Concat(spoilt).Distinct(StringComparer.Ordinal);
            Assert.All(named, field => Assert.Equal(
                (row[0], field, spoilt.Contains(field)),
                (row[0], field, measured.Of(row[0], field, isBoolean: false) != QueryEffect.Honoured)));
        }
    }

    [SharedFact]
    public void Descriptors_take_their_types_from_their_roles()
    {
        foreach (var catalog in new[] { Dms.Value, Official.Value })
        {
            var descriptors = catalog.Resources.SelectMany(static r => r.Fields.Fields).SelectMany(static f => f.Flatten()).Where(static f => f.Kind == FieldKind.Descriptor).ToList();
            Assert.True(descriptors.Count > 400, descriptors.Count.ToString(CultureInfo.InvariantCulture));
            Assert.All(descriptors, static d => Assert.True(d.Name.EndsWith(d.Targets.Single().Entity, StringComparison.OrdinalIgnoreCase), d.Path));
        }
    }

    [SharedFact]
    public void The_order_worked_out_agrees_with_the_servers_own()
    {
        var own = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(SharedMetadata.Folder!, "dms-5.1-dependencies.json")))!.AsArray()
            .GroupBy(static row => (string)row!["resource"]!, static row => (int)row!["order"]!, StringComparer.Ordinal)
            .ToDictionary(static rows => rows.Key, static rows => rows.Min(), StringComparer.Ordinal);
        var backwards = Dms.Value.Resources.SelectMany(r => r.Fields.Fields.SelectMany(static f => f.Flatten())
            .Where(static f => f.Kind == FieldKind.Reference && f.Targets.Length == 1)
            .Where(f => f.Targets[0] != r && own.GetValueOrDefault("/ed-fi/" + f.Targets[0].Name) >= own.GetValueOrDefault("/ed-fi/" + r.Name, int.MaxValue))
            .Select(f => $"{r.Name}{f.Path}"));

        Assert.Empty(backwards);
    }

    private static ResourceCatalog Read(string name) => ServedMetadata.Read(new SimulatorOptions
    {
        Openapi = Path.Combine(SharedMetadata.Folder!, name + "-resources.json.gz"),
        OpenapiDescriptors = Path.Combine(SharedMetadata.Folder!, name + "-descriptors.json.gz"),
    }).Catalog;

    private static IEnumerable<Field> References(ResourceCatalog catalog) =>
        catalog.Resources.SelectMany(static r => r.Fields.Fields).SelectMany(static f => f.Flatten()).Where(static f => f.Kind == FieldKind.Reference);

    private static HashSet<string> Paths(ResourceDefinition definition) =>
        definition.KeyParts.SelectMany(static part => part.Fields).Select(static field => field.Path).ToHashSet(StringComparer.Ordinal);
}
