using System.Text.Json.Nodes;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>Creates missing prerequisites, as far as the claim set allows, and reports all refusals at once.</summary>
/// <param name="maker">Makes them.</param>
/// <param name="log">Receives the created ones, the agency among them.</param>
internal sealed class PrerequisiteMaker(FixtureMaker maker, FixtureLog log)
{
    /// <summary>Creates the missing prerequisites of a report; the agency comes last, because it needs descriptors.</summary>
    /// <returns>The report with the prerequisites as they are now.</returns>
    /// <exception cref="BatchPerfException">
    /// PrerequisitesMissing, listing everything that was refused; those of the client, where a document was not created since no answer
    /// came.
    /// </exception>
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
            if (outcome is { Ready: false, Error: not null })
            {
                throw FixtureErrors.Refused(definition, outcome);
            }

            if (!outcome.Ready)
            {
                refused.Add(item with
                {
                    Detail = item.HasNear ? $"{outcome.Detail}; {item.Detail}" : outcome.Detail,
                    MayPass = outcome.IsTransient,
                });
                continue;
            }

            var created = outcome.State == FixtureState.Created;
            items.Add(item with
            {
                Present = true,
                Created = created,
                Id = outcome.Id,
                Detail = outcome.Detail ?? (item.HasNear ? item.Detail : null),
                Changed = outcome.Changed,
            });
            log.Add(definition, outcome, created && item.HasNear ? Doubt(item) : null);
        }

        return refused.Count == 0 ? new PrerequisiteReport(items) : throw PrerequisiteErrors.Refused(refused);
    }

    private static string Doubt(BatchPrerequisite item) => $"{item.Place}: {item.Key} was not on the server and has been created; "
        + $"{item.Detail}. If it is misspelt, correct it there and delete the one that was created.";

    /// <summary>
    /// A descriptor is sent where nothing of its type is shown: no real server tells by a batch whether one is there.
    /// </summary>
    private Task<FixtureOutcome> MakeAsync(BatchPrerequisite item, FixtureDefinition definition, CancellationToken cancellationToken)
        => item is { Unseen: true, Kind: not PrerequisiteKind.Descriptor }
            ? maker.UnseenAsync(definition, cancellationToken)
            : maker.CreateAsync(definition, cancellationToken);

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
