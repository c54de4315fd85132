using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.ReadingBack;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>Creates missing prerequisites, as far as the claim set allows, and reports all refusals at once.</summary>
/// <param name="reader">The server.</param>
/// <param name="log">Receives the created ones.</param>
internal sealed class PrerequisiteMaker(ReadBack reader, FixtureLog log)
{
    /// <summary>Creates the missing prerequisites of a report; the agency comes last, because it needs descriptors.</summary>
    /// <returns>The report with the prerequisites as they are now.</returns>
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
            if (item.HasNoType && !whatIf)
            {
                refused.Add(item);
                continue;
            }

            if (item.HasNoType)
            {
                log.Add(definition, FixtureState.Missing, detail: item.Detail);
                items.Add(item);
                continue;
            }

            if (whatIf)
            {
                log.Add(definition, FixtureState.WouldCreate, detail: item.HasNear ? item.Detail : null);
                items.Add(item);
                continue;
            }

            if (item.Kind == PrerequisiteKind.EducationAgency && refused.Exists(static r => r.Kind == PrerequisiteKind.Descriptor))
            {
                refused.Add(item with { Detail = "not tried, because descriptors are missing" });
                continue;
            }

            var outcome = await MakeAsync(item, definition, cancellationToken).ConfigureAwait(false);
            if (!outcome.Ready)
            {
                refused.Add(item with { Detail = item.HasNear ? $"{outcome.Detail}; {item.Detail}" : outcome.Detail });
                continue;
            }

            items.Add(item with
            {
                Present = true,
                Created = outcome.State == FixtureState.Created,
                Id = outcome.Id,
                Detail = outcome.Detail ?? (item.HasNear ? item.Detail : null),
                Changed = outcome.Changed,
            });
            if (item.Kind != PrerequisiteKind.EducationAgency)
            {
                log.Add(definition, outcome);
            }
        }

        if (refused.Count == 0)
        {
            return new PrerequisiteReport(items);
        }

        foreach (var agency in items.Where(static i => i is { Kind: PrerequisiteKind.EducationAgency, Created: true }))
        {
            log.Add(Definition(agency, keys), FixtureState.Created, agency.Id, agency.Detail, agency.Changed); // no report will name it
        }

        throw PrerequisiteErrors.Refused(refused);
    }

    /// <summary>
    /// A descriptor is sent where nothing of its type is shown: no real server tells by a batch whether one is there.
    /// </summary>
    private async Task<FixtureOutcome> MakeAsync(BatchPrerequisite item, FixtureDefinition definition, CancellationToken cancellationToken)
        => item is { Unseen: true, Kind: not PrerequisiteKind.Descriptor }
            ? await new FixtureMaker(reader).UnseenAsync(definition, cancellationToken).ConfigureAwait(false)
            : FixtureOutcome.Of(
                await reader.Client.PostAsync(definition.Resource, definition.Body, cancellationToken).ConfigureAwait(false));

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
}
