"""The dashboard's entry: the list of pages and their frame, and the application that serves them."""

import streamlit as st
from streamlit.starlette import App

from oilwatch.app import site

if __name__ == "__main__":  # run for a visitor
    st.set_page_config(page_title="oilwatch", page_icon=str(site.ICON), layout="wide")
    chosen = st.navigation([site.page(name) for name in site.PAGES], position="top")
    site.show(chosen)
else:  # imported by `streamlit run`, which serves what it finds here
    from oilwatch import server

    app = App(__file__, **server.parts())
