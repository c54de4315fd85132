using System.Globalization;
using System.Text.Json;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Simulator.Schema;
using EdFi.BatchPerf.Simulator.Store;

namespace EdFi.BatchPerf.Simulator.Batches;

/// <summary>Creates the fixtures' prerequisites: descriptors, school years, and the local education agency.</summary>
internal sealed class StartDocuments(ResourceCatalog catalog, DocumentStore store, SimulatorOptions options)
{
    private const int FirstSchoolYear = 2020;
    private const int LastSchoolYear = 2031;
    private static readonly string[] LeftOutOfPartial = ["Term", "CourseIdentificationSystem", "Country", "StateAbbreviation"];
    private static readonly string[] AnyValues = ["Other", "Not Applicable"];
    private readonly DocumentWork _documents = new(store) { AtStart = true };
    private readonly HashSet<string> _missing = [.. Split(options.Missing).Select(uri => uri.ToLowerInvariant())];
    private readonly HashSet<string> _missingYears = [.. Split(options.MissingSchoolYears)];

    public void Create()
    {
        if (options.Prerequisites != Prerequisites.None)
        {
            CreateDescriptors();
            CreateSchoolYears();
        }

        if (options.WithAgency ?? options.Prerequisites == Prerequisites.Full)
        {
            CreateAgency();
        }
    }

    private void CreateDescriptors()
    {
        foreach (var (name, values) in KnownDescriptors.All)
        {
            var entity = name + "Descriptor";
            var definition = options.Openapi.Length == 0 ? catalog.Descriptor(entity) : catalog.Find(Segment(entity));
            if (definition is not null && !(options.Prerequisites == Prerequisites.Partial && LeftOutOfPartial.Contains(name)))
            {
                CreateDescriptors(definition, values);
            }
        }

        // Those of a data model that is read in have no values here; a server that is ready for use has some of each.
        if (options.Openapi.Length > 0 && options.Prerequisites == Prerequisites.Full)
        {
            foreach (var definition in catalog.Descriptors.Where(descriptor => store.Table(descriptor).Documents.Count == 0).ToList())
            {
                CreateDescriptors(definition, AnyValues);
            }
        }
    }

    private void CreateDescriptors(ResourceDefinition definition, string[] values)
    {
        foreach (var value in values.Where(value => !_missing.Contains($"{Namespace(definition)}#{value}".ToLowerInvariant())))
        {
            Add(definition, new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["namespace"] = Namespace(definition),
                ["codeValue"] = value,
                ["shortDescription"] = value,
                ["description"] = value,
            });
        }
    }

    private void CreateSchoolYears()
    {
        var last = options.Prerequisites == Prerequisites.Partial ? 2024 : LastSchoolYear;
        for (var year = FirstSchoolYear; year <= last; year++)
        {
            if (!_missingYears.Contains(year.ToString(CultureInfo.InvariantCulture)))
            {
                Add(catalog.Find("schoolYearTypes"), new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["schoolYear"] = year,
                    ["currentSchoolYear"] = year == 2025,
                    ["schoolYearDescription"] = string.Create(CultureInfo.InvariantCulture, $"{year - 1}-{year}"),
                });
            }
        }
    }

    private void CreateAgency()
    {
        var document = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["localEducationAgencyId"] = 255901,
            ["nameOfInstitution"] = "Grand Bend ISD",
            ["localEducationAgencyCategoryDescriptor"] = Uri("LocalEducationAgencyCategory", "Independent"),
            ["categories"] = new[]
            {
                new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["educationOrganizationCategoryDescriptor"] = Uri("EducationOrganizationCategory", "Local Education Agency"),
                },
            },
        };
        Add(catalog.Find("localEducationAgencies"), document);
    }

    private void Add(ResourceDefinition? resource, Dictionary<string, object> content)
    {
        if (resource is null)
        {
            return;
        }

        using var document = JsonSerializer.SerializeToDocument(content);

        // Without its descriptors the agency cannot be there either; nobody waits for a complaint at the start.
        _documents.Upsert(resource, document.RootElement, new(), [], out _, out _);
    }

    private static string Namespace(ResourceDefinition descriptor) =>
        $"uri://{(descriptor.Project == "ed-fi" ? "" : descriptor.Project + ".")}ed-fi.org/{descriptor.Entity}";

    private static string Segment(string entity) => char.ToLowerInvariant(entity[0]) + entity[1..] + "s";

    private static string Uri(string name, string value) => $"uri://ed-fi.org/{name}Descriptor#{value}";

    private static string[] Split(string list) => list.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
