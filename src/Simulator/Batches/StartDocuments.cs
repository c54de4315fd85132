using System.Globalization;
using System.Text.Json;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Simulator.Schema;
using EdFi.BatchPerf.Simulator.Store;

namespace EdFi.BatchPerf.Simulator.Batches;

/// <summary>Creates what fixtures stand on: descriptors, school years, and the local education agency.</summary>
internal sealed class StartDocuments(ResourceCatalog catalog, DocumentStore store, SimulatorOptions options)
{
    private const int FirstSchoolYear = 2020;
    private const int LastSchoolYear = 2031;
    private static readonly string[] LeftOutOfPartial = ["Term", "CourseIdentificationSystem", "Country", "StateAbbreviation"];
    private readonly DocumentWork _documents = new(store) { AtStart = true };
    private readonly HashSet<string> _missing = [.. Split(options.Missing).Select(uri => uri.ToLowerInvariant())];
    private readonly HashSet<string> _missingYears = [.. Split(options.MissingSchoolYears)];

    public void Create()
    {
        foreach (var (name, _) in KnownDescriptors.All)
        {
            catalog.Descriptor(name + "Descriptor"); // their resources are there, also where no document is
        }

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
            if (options.Prerequisites == Prerequisites.Partial && LeftOutOfPartial.Contains(name))
            {
                continue;
            }

            foreach (var value in values.Where(value => !_missing.Contains(Uri(name, value).ToLowerInvariant())))
            {
                Add(catalog.Descriptor(name + "Descriptor").Name, new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["namespace"] = $"uri://ed-fi.org/{name}Descriptor",
                    ["codeValue"] = value,
                    ["shortDescription"] = value,
                    ["description"] = value,
                });
            }
        }
    }

    private void CreateSchoolYears()
    {
        var last = options.Prerequisites == Prerequisites.Partial ? 2024 : LastSchoolYear;
        for (var year = FirstSchoolYear; year <= last; year++)
        {
            if (!_missingYears.Contains(year.ToString(CultureInfo.InvariantCulture)))
            {
                Add("schoolYearTypes", new Dictionary<string, object>(StringComparer.Ordinal)
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
        Add("localEducationAgencies", document);
    }

    private void Add(string resource, Dictionary<string, object> content)
    {
        using var document = JsonSerializer.SerializeToDocument(content);

        // Without its descriptors the agency cannot be there either; nobody waits for a complaint at the start.
        _documents.Upsert(catalog.Find(resource)!, document.RootElement, new(), [], out _, out _);
    }

    private static string Uri(string name, string value) => $"uri://ed-fi.org/{name}Descriptor#{value}";

    private static string[] Split(string list) => list.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
