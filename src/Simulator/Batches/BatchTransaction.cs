using System.Globalization;
using EdFi.BatchPerf.Simulator.Options;
using EdFi.BatchPerf.Simulator.Problems;
using EdFi.BatchPerf.Simulator.Schema;
using EdFi.BatchPerf.Simulator.Security;
using EdFi.BatchPerf.Simulator.Store;

namespace EdFi.BatchPerf.Simulator.Batches;

/// <summary>Runs the operations of a batch in order; the first failure takes back those before it.</summary>
internal sealed class BatchTransaction(DocumentStore store)
{
    private readonly DocumentWork _documents = new(store);

    /// <summary>Does all operations or none; <paramref name="injected"/> is a failure that was decided beforehand.</summary>
    public BatchFailure? Run(BatchWork work, SimulatorOptions options, BatchFailure? injected)
    {
        lock (store.Gate)
        {
            var operations = work.OperationSpan;
            for (var index = 0; index < operations.Length; index++)
            {
                var problem = injected?.Index == index ? injected.Problem : Run(ref operations[index], index, work, options);
                if (problem is null)
                {
                    continue;
                }

                if (!options.BreakAtomicity)
                {
                    store.Undo(work.Undo);
                }

                return new(index, problem);
            }

            return null;
        }
    }

    private Problem? Run(ref BatchOperation operation, int index, BatchWork work, SimulatorOptions options)
    {
        if (operation.Resource is not { } resource)
        {
            return KnownProblems.UnknownEndpoint(operation.AnswerName);
        }

        return Claims.Refusal(options, resource, ActionOf(operation.Kind))
            ?? (operation.Kind == OperationKind.Create
                ? Create(ref operation, resource, work)
                : Change(ref operation, resource, index, work));
    }

    private Problem? Create(ref BatchOperation operation, ResourceDefinition resource, BatchWork work)
    {
        var problem = _documents.Upsert(resource, operation.Document, work.Reading, work.Undo, out var stored, out _);
        operation.ResultId = stored?.Id ?? default;
        return problem;
    }

    private Problem? Change(ref BatchOperation operation, ResourceDefinition resource, int index, BatchWork work)
    {
        var problem = FindTarget(in operation, resource, index, work.Reading, out var target);
        if (problem is not null)
        {
            return problem;
        }

        operation.ResultId = target!.Id;
        if (operation.Kind == OperationKind.Delete)
        {
            return _documents.Delete(target, operation.IfMatch, work.Undo);
        }

        problem = _documents.Update(target, operation.Document, operation.IfMatch, work.Reading, work.Undo);
        return problem is { Title: "Key Change Not Supported" } && operation.DocumentId is null ? KnownProblems.KeyMismatch() : problem;
    }

    private Problem? FindTarget(
        in BatchOperation operation,
        ResourceDefinition resource,
        int index,
        DocumentReading reading,
        out StoredDocument? target)
    {
        target = null;
        if (operation.DocumentId is { } id)
        {
            target = store.Table(resource).Find(id);
            return target is not null ? null : KnownProblems.NotFound($"Resource to {operation.OpName} was not found");
        }

        var complaint = NaturalKeyReader.Read(resource, operation.NaturalKey, reading);
        if (complaint is not null)
        {
            return KnownProblems.BadRequest(
                string.Create(CultureInfo.InvariantCulture, $"Invalid naturalKey for operation at index {index}: {complaint}"));
        }

        target = store.Table(resource).Find(reading.KeyText);

        // A DMS says "update" also of deletes by natural key (08m).
        return target is not null ? null : KnownProblems.NotFound("Resource to update was not found");
    }

    private static ResourceAction ActionOf(OperationKind kind) => kind switch
    {
        OperationKind.Create => ResourceAction.Create,
        OperationKind.Update => ResourceAction.Update,
        _ => ResourceAction.Delete,
    };
}
