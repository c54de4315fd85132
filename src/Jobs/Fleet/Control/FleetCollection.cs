using System.IO.Compression;
using System.Text;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Files.Runs;
using EdFi.BatchPerf.Jobs.Fleet.Machines;
using EdFi.BatchPerf.Jobs.Fleet.Messages;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Jobs.Fleet.Control;

/// <summary>Fetches the files that machines keep of their runs, piece by piece, and returns the outcome of each machine.</summary>
/// <param name="host">Receives warnings of files that could not be fetched.</param>
/// <param name="request">The load.</param>
internal sealed class FleetCollection(IJobHost host, FleetRequest request)
{
    /// <summary>Fetches a machine's files, lets it go, and returns its outcome.</summary>
    public async Task<MachineEnd> OfAsync(MachineLink link)
    {
        var end = new MachineEnd
        {
            Name = link.Name,
            Segment = link.Segment,
            Clock = link.Clock,
            RunId = link.Last?.RunId,
            LastTotals = link.Beat?.Totals,
            Journal = link.Last?.Journal,
        };
        var files = link.Last?.Files ?? [];
        var whole = true;
        try
        {
            foreach (var file in link.Lost is null ? files : [])
            {
                (end, var fetched) = await TryFetchAsync(link, end, file);
                whole &= fetched;
            }
        }
        catch (MachineLostException lost)
        {
            host.Warn($"{link.Name}: it was lost while its files were collected: {lost.Message}");
            whole = false;
        }

        var (state, fault) = Judge(link, end);
        var clean = whole && state == MachineState.Done
            && end.Run is { Totals.OperationsUnknown: 0 } && link.Last is { MayHaveLeft: false };
        await link.TryAskAsync(new FleetTick { Kind = TickKind.Leave, Clean = clean });
        if (!clean && end.Journal is { } journal)
        {
            host.WarnOfRemains($"{link.Name} is {state}: the journal {journal} says what its run may have left on the server.");
        }

        return end with
        {
            State = state,
            Fault = fault,
            Journal = clean && request.Files is null ? null : end.Journal,
        };
    }

    private static (MachineState State, string? Fault) Judge(MachineLink link, MachineEnd end)
    {
        if (link.Lost is { } lost)
        {
            return (MachineState.Lost, lost);
        }

        // told of what another met; one that met it itself has a fault that says what
        if (end.Run is { Fault: null, StopReason: StopReason.ExistingDocument or StopReason.BatchTooLarge or StopReason.FailureRate } told
            && told.StopReason == link.Told)
        {
            return (MachineState.Done, null);
        }

        var problem = link.Last?.Problem is { } own ? $"{own.Message} {own.NextStep}" : null;
        return end.Run is not { } run ? (MachineState.Failed, problem ?? "Its run did not come back.")
            : MachineLink.IsAsked(run.StopReason) ? (MachineState.Done, problem)
            : (MachineState.Failed, problem ?? $"Its run ended with {run.StopReason}.");
    }

    /// <summary>A file that cannot be kept costs neither the run nor the others.</summary>
    private async Task<(MachineEnd End, bool Whole)> TryFetchAsync(MachineLink link, MachineEnd end, MemberFile file)
    {
        try
        {
            return (await FetchAsync(link, end, file), true);
        }
        catch (Exception exception) when (exception is not MachineLostException)
        {
            host.WarnOfRemains($"{link.Name}: its {file.Kind} could not be collected and stays there ({file.Path}): {exception.Message}");
            return (end, false);
        }
    }

    private async Task<MachineEnd> FetchAsync(MachineLink link, MachineEnd end, MemberFile file)
    {
        if (file.Kind == MemberFileKind.Run)
        {
            using var text = new MemoryStream();
            await CopyAsync(link, file.Kind, text);
            return end with { Run = RunArchive.Read(Encoding.UTF8.GetString(text.ToArray())) as BatchRun };
        }

        if (request.Files?.Of(link.Name, file.Kind) is not { } path)
        {
            return end;
        }

        await using (var stream = GrowingFile.Create(path, replace: true, FileAudience.Owner))
        {
            await CopyAsync(link, file.Kind, stream);
        }

        end = end with { Files = [.. end.Files, path] };
        return file.Kind == MemberFileKind.Results ? end with { ResultPath = path } : end with { Journal = path };
    }

    private static async Task CopyAsync(MachineLink link, MemberFileKind kind, Stream target)
    {
        for (long? offset = 0; offset is { } from;)
        {
            var answer = await link.AskAsync(new FleetTick { Kind = TickKind.Read, File = kind, Offset = from });
            if (answer.Piece is not { } piece)
            {
                throw new IOException($"The machine could not read its file {kind}.");
            }

            using var packed = new MemoryStream(piece.Bytes, writable: false);
            await using var zip = new GZipStream(packed, CompressionMode.Decompress);
            await zip.CopyToAsync(target);
            offset = piece.Next;
        }
    }
}
