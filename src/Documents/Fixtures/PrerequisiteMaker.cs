using System.Globalization;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Api;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>Creates what is missing, as far as the claim set allows, and says all that was refused at once.</summary>
/// <param name="client">The server.</param>
/// <param name="log">Takes down what was created.</param>
internal sealed class PrerequisiteMaker(IResourceClient client, FixtureLog log)
{
    /// <summary>Creates what a report says is missing; the agency comes last, because it needs descriptors.</summary>
    /// <returns>The report with what is there now.</returns>
    /// <exception cref="BatchPerfException">PrerequisitesMissing, listing everything that was refused.</exception>
    public async Task<PrerequisiteReport> CreateAsync(
        PrerequisiteReport report,
        FixtureKeys keys,
        bool whatIf,
        CancellationToken cancellationToken)
    {
        List<BatchPrerequisite> items = [], refused = [];
        foreach (var item in report.Items.OrderBy(static i => i.Kind))
        {
            if (!report.Missing.Contains(item) || (whatIf && item.Kind == PrerequisiteKind.EducationAgency))
            {
                items.Add(item);
                continue;
            }

            var definition = Definition(item, keys);
            if (whatIf)
            {
                log.Add(definition, FixtureState.WouldCreate);
                items.Add(item);
                continue;
            }

            if (item.Kind == PrerequisiteKind.EducationAgency && refused.Exists(static r => r.Kind == PrerequisiteKind.Descriptor))
            {
                refused.Add(With(item, id: null, present: false, "not tried, because descriptors are missing"));
                continue;
            }

            var answer = await client.PostAsync(definition.Resource, definition.Body, cancellationToken).ConfigureAwait(false);
            if (!answer.Success)
            {
                refused.Add(
                    With(
                        item,
                        id: null,
                        present: false,
                        $"{answer.Status.ToString(CultureInfo.InvariantCulture)} {answer.Problem}".TrimEnd()));
                continue;
            }

            items.Add(With(item, answer.Id?.ToString(), present: true, FixtureLog.Unseen(answer), created: answer.Status != 200));
            if (item.Kind != PrerequisiteKind.EducationAgency)
            {
                log.Add(definition, answer);
            }
        }

        return refused.Count == 0 ? new PrerequisiteReport(items) : throw PrerequisiteErrors.Refused(refused);
    }

    public static FixtureDefinition Definition(BatchPrerequisite item, FixtureKeys keys) => item.Kind switch
    {
        PrerequisiteKind.Descriptor => Descriptor(DescriptorUri.TryParse(item.Key)!),
        PrerequisiteKind.SchoolYear => SchoolYear(keys.SchoolYear),
        _ => FixtureChain.Agency(keys),
    };

    /// <summary>A descriptor as it is created where it is missing.</summary>
    public static FixtureDefinition Descriptor(DescriptorUri uri) => new(uri.Resource, new JsonObject
    {
        ["namespace"] = uri.Namespace,
        ["codeValue"] = uri.CodeValue,
        ["shortDescription"] = uri.CodeValue,
        ["description"] = uri.CodeValue,
    });

    private static FixtureDefinition SchoolYear(int year) => new("schoolYearTypes", new JsonObject
    {
        ["schoolYear"] = year,
        ["currentSchoolYear"] = false,
        ["schoolYearDescription"] = FormattableString.Invariant($"{year - 1}-{year}"),
    });

    private static BatchPrerequisite With(BatchPrerequisite item, string? id, bool present, string? detail, bool created = false) => new()
    {
        Kind = item.Kind,
        Resource = item.Resource,
        Key = item.Key,
        Required = item.Required,
        Present = present,
        Created = created,
        Id = id,
        Detail = detail,
        Place = item.Place,
    };
}
