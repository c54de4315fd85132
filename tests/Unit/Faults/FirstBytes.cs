using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EdFi.BatchPerf.Unit.Faults;

/// <summary>Answers the first bytes of every connection with bytes of a test's own, and closes.</summary>
internal sealed class FirstBytes : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public FirstBytes(string latin1)
    {
        _listener.Start();
        _serving = ServeAsync(Encoding.Latin1.GetBytes(latin1));
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync(byte[] answer)
    {
        try
        {
            while (true)
            {
                using var socket = await _listener.AcceptSocketAsync();
                await socket.ReceiveAsync(new byte[16 * 1024]);
                await socket.SendAsync(answer);
                socket.Shutdown(SocketShutdown.Send);
                while (await socket.ReceiveAsync(new byte[1024]) > 0)
                {
                    // until the other side has read all and closes: closing first could reset what is on its way
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException) // it listens no more, or has been disposed of
        {
            // stopped, or the other side has reset
        }
    }
}
