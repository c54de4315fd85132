using System.Net.Sockets;

namespace EdFi.BatchPerf.Page.Dashboard;

/// <summary>
/// One connection with one request. Nothing that goes wrong here reaches the run, nothing here waits without a deadline, and without
/// the token nothing is read but the head.
/// </summary>
internal sealed class Connection(Socket socket, Gate gate, Answers answers, TimeProvider time)
{
    /// <summary>For the whole head, and for the whole body.</summary>
    public static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(1);

    /// <summary>Answers, and closes the connection.</summary>
    /// <param name="strangers">Ends connections that have not shown the token.</param>
    /// <param name="all">Ends everything.</param>
    public async Task ServeAsync(CancellationToken strangers, CancellationToken all)
    {
        try
        {
            socket.NoDelay = true;
            var reader = new RequestReader(socket);
            var response = new Response(socket, time);
            await AnswerAsync(reader, response, strangers, all);
            using var patience = new Deadline(DrainPatience, time, strangers);
            await reader.DrainAsync(patience.Token);
        }
        catch (Exception)
        {
            // the browser has gone, took too long, or the dashboard closes
        }
        finally
        {
            socket.Dispose();
        }
    }

    /// <summary>Cuts it off.</summary>
    public void Abort() => socket.Close(0);

    private async Task AnswerAsync(RequestReader reader, Response response, CancellationToken strangers, CancellationToken all)
    {
        var (head, refusal) = await ReadHeadAsync(reader, strangers);
        if (head is null)
        {
            await (refusal == 0
                ? Task.CompletedTask
                : response.SayAsync(refusal, "This is not a request that a dashboard takes.", strangers));
            return;
        }

        var (wanted, status) = gate.Check(head);
        await (wanted is null
            ? response.SayAsync((int)status, "This is not the address of a dashboard.", strangers)
            : answers.GiveAsync(wanted, head, response, () => ReadBodyAsync(reader, head, all), all));
    }

    private async Task<(RequestHead? Head, int Refusal)> ReadHeadAsync(RequestReader reader, CancellationToken strangers)
    {
        using var patience = new Deadline(ReadPatience, time, strangers);
        try
        {
            return await reader.ReadHeadAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!strangers.IsCancellationRequested)
        {
            return (null, 408);
        }
    }

    private async Task<ReadOnlyMemory<byte>?> ReadBodyAsync(RequestReader reader, RequestHead head, CancellationToken all)
    {
        using var patience = new Deadline(ReadPatience, time, all);
        try
        {
            return await reader.ReadBodyAsync(head.BodyLength, patience.Token);
        }
        catch (OperationCanceledException) when (!all.IsCancellationRequested)
        {
            return null;
        }
    }
}
