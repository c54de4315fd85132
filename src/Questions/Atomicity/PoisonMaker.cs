using System.Globalization;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Fixtures;
using EdFi.BatchPerf.Documents.Identity;

namespace EdFi.BatchPerf.Questions.Atomicity;

/// <summary>
/// Replaces the operation at one position of a batch by one that the server must refuse, or adds more operations than it takes.
/// </summary>
/// <param name="writer">Writes operations of the scenario.</param>
/// <param name="keys">Keys of the fixtures.</param>
/// <param name="forbidden">Operation that the claim set does not allow; null for the creation of a school year.</param>
/// <param name="freeSchoolYear">A school year that the server does not have.</param>
/// <param name="batchLimit">The most operations that the server takes.</param>
internal sealed class PoisonMaker(TestBatchWriter writer, FixtureKeys keys, BatchOperation? forbidden, int freeSchoolYear, int batchLimit)
{
    private const string Nowhere = "uri://ed-fi.org/CountryDescriptor#EdFi.BatchPerf does not exist";

    public void Poison(TestBatch batch, AtomicityPoison poison, int? position)
    {
        if (poison == AtomicityPoison.OverLimit)
        {
            writer.FillUp(batch, batchLimit + 1);
            batch.ExpectedStatus = 413;
        }

        if (position is not { } index)
        {
            return;
        }

        var instead = batch.Operations[index];
        TestDocument[] replaced = [.. batch.Documents.Where(d => d.Index == index && poison != AtomicityPoison.StaleETag)];
        (batch.Operations[index], batch.ExpectedStatus) = poison switch
        {
            AtomicityPoison.UnresolvedReference => (Unresolved(batch, index), 409),
            AtomicityPoison.UnknownDescriptor => (UnknownDescriptor(batch, index), 400),
            AtomicityPoison.StaleETag => (Stale(batch, index, instead), 412),
            AtomicityPoison.MissingNaturalKey => (Missing(batch, index, instead), 404),
            _ => (Forbidden(batch, index), 403),
        };
        batch.PoisonIndex = index;
        foreach (var document in replaced)
        {
            document.Expected = false;
        }
    }

    private BatchOperation Unresolved(TestBatch batch, int index) =>
        Create(batch, index, "studentSchoolAssociations", depth: 1, new JsonObject
    {
        ["entryDate"] = keys.SessionBeginDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["entryGradeLevelDescriptor"] = keys.GradeLevelDescriptor,
        ["schoolReference"] = new JsonObject { ["schoolId"] = keys.SchoolId },
        ["studentReference"] = new JsonObject { ["studentUniqueId"] = writer.UnusedKey() },
    });

    private BatchOperation UnknownDescriptor(TestBatch batch, int index) => Create(batch, index, "students", depth: 0, new JsonObject
    {
        ["studentUniqueId"] = writer.UnusedKey(),
        ["firstName"] = "Poisoned",
        ["lastSurname"] = "Student",
        ["birthDate"] = "2010-05-06",
        ["birthCountryDescriptor"] = Nowhere,
    });

    private BatchOperation Forbidden(TestBatch batch, int index)
    {
        if (forbidden is null)
        {
            return Create(batch, index, "schoolYearTypes", depth: 0, new JsonObject
            {
                ["schoolYear"] = freeSchoolYear,
                ["currentSchoolYear"] = false,
                ["schoolYearDescription"] = string.Create(CultureInfo.InvariantCulture, $"{freeSchoolYear - 1}-{freeSchoolYear}"),
            });
        }

        if ((forbidden.NaturalKey
            ?? (forbidden.Document is null ? null : NaturalKeys.Derive(forbidden.Resource, forbidden.Document))) is { } key)
        {
            Watch(batch, forbidden, key, index, depth: 0);
        }
        else
        {
            batch.UnnamedPoison = forbidden.ToString();
        }

        return forbidden;
    }

    /// <summary>
    /// A create becomes the update of a prepared document near by; its stale ETag is known only when that has been written.
    /// </summary>
    private static BatchOperation Stale(TestBatch batch, int index, BatchOperation instead)
    {
        var target = instead.Op == OperationKind.Create
            ? batch.Watched.Where(static d => d.Op == OperationKind.Update).MinBy(d => Math.Abs(d.Index - index))!
            : batch.Watched.Single(d => d.Index == index);
        target.NeedsStaleETag = true;
        if (instead.Op == OperationKind.Create)
        {
            batch.Watched.Single(d => d.Index == index).Expected = false;
            batch.PoisonIsUnseen = true;
        }

        return batch.Operations[target.Index];
    }

    private BatchOperation Missing(TestBatch batch, int index, BatchOperation instead)
    {
        var operation = writer.Missing(instead, out var key);
        batch.PoisonIsUnseen = operation.Op == OperationKind.Delete;
        Watch(batch, operation, key, index, depth: 0);
        return operation;
    }

    private BatchOperation Create(TestBatch batch, int index, string resource, int depth, JsonObject document)
    {
        var operation = new BatchOperation
        {
            Op = OperationKind.Create,
            Resource = resource,
            Document = document.ToJsonString(Json.Compact),
        };
        Watch(batch, operation, KnownIdentities.Of(resource)!.Derive(document)!.ToJsonString(Json.Compact), index, depth);
        return operation;
    }

    private void Watch(TestBatch batch, BatchOperation operation, string key, int index, int depth) =>
        batch.Documents.Add(new TestDocument
    {
        Resource = operation.Resource,
        NaturalKey = key,
        Index = index,
        Op = operation.Op,
        Depth = depth,
        Expected = operation.Op != OperationKind.Delete,
        Unique = writer.UniqueIn(key),
        IsPoison = true,
    });
}
