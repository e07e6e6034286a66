namespace EdgeWs.Nano
{
    /// <summary>
    /// Writes the objects that the library cannot write itself, for example with nanoFramework.Json.
    /// </summary>
    /// <param name="value">The object to send, or one inside a dictionary or a list that is being sent. Never null.</param>
    /// <returns>The JSON text of the object, which goes out as it is, or null when it cannot be written either.</returns>
    public delegate string WsFormatter(object value);
}
