using System.Net.Sockets;
using System.Text;

namespace EdFi.BatchPerf.Unit.Dashboard;

/// <summary>A connection to a dashboard that sends what a browser would not.</summary>
internal sealed class Attacker : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private Attacker()
    {
    }

    public static async Task<Attacker> ConnectAsync(Uri dashboard)
    {
        var attacker = new Attacker();
        try
        {
            await attacker._socket.ConnectAsync("127.0.0.1", dashboard.Port);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            // closed before it was noticed to be open
        }

        return attacker;
    }

    public async Task SendAsync(string text) => await _socket.SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Everything that comes until the other side closes, or resets the connection.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            for (var read = await _socket.ReceiveAsync(buffer); read > 0; read = await _socket.ReceiveAsync(buffer))
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (SocketException)
        {
            // reset
        }

        return text.ToString();
    }

    /// <summary>The status of the answer; null where the connection was closed without one.</summary>
    public async Task<int?> StatusAsync() => await ReadToEndAsync() is { Length: > 12 } answer ? int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture) : null;

    public void Dispose() => _socket.Dispose();
}
